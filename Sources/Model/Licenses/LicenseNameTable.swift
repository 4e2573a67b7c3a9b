/// Names of licences as people write them, with the expressions that they mean.
///
/// A name without a version means what the licence itself says: the GNU licences let one choose any
/// version that was published, and Apache has used no other than 2.0 since 2004. `BSD` alone may be
/// either of two, told by a bar.
enum LicenseNameTable {
  static let names: [(expression: String, texts: String)] = [
    ("MIT", "MIT, MIT/X11, MIT X11, X11 MIT, Expat, MIT Expat, Bouncy Castle"),
    (
      "Apache-2.0",
      "Apache, Apache 2, Apache v2.0, Apache-2, Apache2, Apache2.0, ASL, ASL 2.0, ASF 2.0"
    ),
    ("Apache-2.0", "AL 2.0, AL2.0, Apache Public License 2.0, Apache Foundation License 2.0"),
    ("Apache-1.1", "Apache 1.1, Apache Software License 1.1"),
    ("BSD-2-Clause|BSD-3-Clause", "BSD, Berkeley"),
    (
      "BSD-3-Clause",
      "BSD 3-Clause, 3-Clause BSD, BSD-3, BSD3, BSD 3, New BSD, Modified BSD, Revised BSD"
    ),
    (
      "BSD-3-Clause",
      "BSD New, BSD_3_clause, BSD 3 Clause New or Revised, BSD three clause, 3 clause BSD"
    ),
    (
      "BSD-3-Clause",
      "Eclipse Distribution License 1.0, EDL 1.0, EDL 1, Eclipse Distribution License v. 1.0"
    ),
    (
      "BSD-2-Clause",
      "BSD 2-Clause, 2-Clause BSD, BSD-2, BSD2, BSD 2, Simplified BSD, FreeBSD, BSD_2_clause"
    ),
    ("BSD-2-Clause", "BSD 2 Clause Simplified, BSD two clause"),
    ("0BSD", "Zero-Clause BSD, BSD Zero Clause, BSD 0-Clause, Free Public License 1.0.0"),
    ("ISC", "ISC, ISCL, Internet Systems Consortium"),
    ("GPL-1.0-or-later", "GPL, GNU GPL, GNU General Public License, GNU General Public"),
    (
      "GPL-2.0-only",
      "GPL 2, GPL2, GPLv2, GPL-2, GNU GPL 2, GNU GPLv2, GNU General Public License 2"
    ),
    (
      "GPL-2.0-or-later",
      "GPL 2+, GPL2+, GPLv2+, GPL-2+, GPL (>= 2), GPL (>= 2.0), GNU GPLv2+, GNU GPL v2 or later"
    ),
    (
      "GPL-2.0-or-later",
      "GNU General Public License v2 or later, GPLv2 or later, GPL v2 or later, GPL 2 or later"
    ),
    (
      "GPL-3.0-only",
      "GPL 3, GPL3, GPLv3, GPL-3, GNU GPL 3, GNU GPLv3, GNU General Public License 3"
    ),
    (
      "GPL-3.0-or-later",
      "GPL 3+, GPL3+, GPLv3+, GPL-3+, GPL (>= 3), GPL (>= 3.0), GNU GPLv3+, GNU GPL v3 or later"
    ),
    (
      "GPL-3.0-or-later",
      "GNU General Public License v3 or later, GPLv3 or later, GPL v3 or later, GPL 3 or later"
    ),
    (
      "GPL-2.0-only WITH Classpath-exception-2.0",
      "GPL2 w/ CPE, GPL 2 with classpath exception, GPLv2 with Classpath Exception"
    ),
    (
      "GPL-2.0-only WITH Classpath-exception-2.0",
      "GNU General Public License 2 with the GNU Classpath Exception, GPLv2+CE, GPL2 with classpath exception"
    ),
    (
      "LGPL-2.0-or-later",
      "LGPL, GNU LGPL, GNU Lesser General Public License, GNU Library or Lesser General Public License"
    ),
    (
      "LGPL-2.0-or-later",
      "GNU Lesser Public License, Lesser General Public License, GNU Library General Public License"
    ),
    ("LGPL-2.0-only", "LGPL 2, LGPL2, LGPLv2, LGPL-2, GNU Lesser General Public License 2"),
    (
      "LGPL-2.0-or-later",
      "LGPL 2+, LGPLv2+, LGPL-2+, LGPL (>= 2), GNU Lesser General Public License v2 or later"
    ),
    (
      "LGPL-2.1-only",
      "LGPL 2.1, LGPLv2.1, LGPL2.1, GNU LGPL 2.1, GNU Lesser General Public License 2.1"
    ),
    (
      "LGPL-2.1-or-later",
      "LGPL 2.1+, LGPLv2.1+, LGPL (>= 2.1), LGPL 2.1 or later, GNU Lesser General Public License v2.1 or later"
    ),
    (
      "LGPL-3.0-only",
      "LGPL 3, LGPL3, LGPLv3, LGPL-3, GNU LGPL 3, GNU LGPLv3, GNU Lesser General Public License 3"
    ),
    (
      "LGPL-3.0-or-later",
      "LGPL 3+, LGPLv3+, LGPL-3+, LGPL (>= 3), GNU Lesser General Public License v3 or later, LGPLv3 or later"
    ),
    (
      "AGPL-3.0-or-later",
      "AGPL, GNU AGPL, GNU Affero General Public License, AGPL 3+, AGPLv3+, AGPL (>= 3)"
    ),
    ("AGPL-3.0-or-later", "GNU Affero General Public License v3 or later, AGPLv3 or later"),
    (
      "AGPL-3.0-only",
      "AGPL 3, AGPL3, AGPLv3, AGPL-3, GNU AGPL 3, GNU AGPLv3, GNU Affero General Public License 3"
    ),
    ("MPL-1.1", "MPL 1.1, Mozilla Public License 1.1"),
    ("MPL-1.0", "Mozilla Public License 1.0, MPL 1"),
    ("MPL-2.0", "MPL 2, MPL2, MPLv2, MPL-2, Mozilla Public License 2, Mozilla Public License 2.0"),
    ("EPL-1.0", "EPL 1, EPLv1, Eclipse Public License 1, Eclipse Public License - v 1.0"),
    (
      "EPL-2.0",
      "EPL 2, EPLv2, Eclipse Public License 2, Eclipse Public License - v 2.0, Eclipse Public License v. 2.0"
    ),
    ("CDDL-1.0", "CDDL 1, Common Development and Distribution License 1, CDDL"),
    ("CDDL-1.1", "CDDL 1.1"),
    ("CDDL-1.1", "Common Development and Distribution License 1.1"),
    (
      "CDDL-1.0 OR GPL-2.0-only WITH Classpath-exception-2.0",
      "CDDL + GPLv2 with classpath exception, CDDL/GPLv2+CE, CDDL or GPLv2 with exceptions"
    ),
    ("EUPL-1.1", "EUPL 1.1, European Union Public Licence 1.1"),
    ("EUPL-1.2", "EUPL 1.2, European Union Public Licence 1.2"),
    (
      "PSF-2.0",
      "PSF, PSFL, PSF 2, Python Software Foundation, Python Software Foundation License 2"
    ),
    ("ZPL-2.1", "ZPL 2.1, Zope Public License 2.1"), ("ZPL-2.0", "ZPL 2, Zope Public License 2"),
    ("Unlicense", "Unlicense, The Unlicense"),
    ("WTFPL", "WTFPL, WTFPL 2, Do What The F*ck You Want To Public License"),
    (
      "CC0-1.0",
      "CC0, CC0 1, CC0 1.0 Universal, Creative Commons Zero, CC0 1.0 Universal Public Domain Dedication"
    ),
    (
      "CC-BY-4.0",
      "CC BY 4, Creative Commons Attribution 4, Creative Commons Attribution 4.0 International"
    ),
    ("CC-BY-3.0", "CC BY 3, Creative Commons Attribution 3"),
    ("CC-BY-SA-4.0", "CC BY-SA 4, Creative Commons Attribution-ShareAlike 4.0 International"),
    ("Zlib", "zlib, zlib license"), ("zlib-acknowledgement", "zlib with acknowledgement"),
    ("Zlib", "zlib/libpng"),
    ("BSL-1.0", "Boost, Boost 1, Boost Software License 1, Boost Software License"),
    ("Artistic-2.0", "Artistic 2, Artistic License 2"),
    ("Artistic-1.0-Perl OR GPL-1.0-or-later", "Perl, Perl 5, perl_5, same as Perl"),
    ("Ruby", "Ruby, Ruby's, Ruby License"), ("PHP-3.01", "PHP 3.01"),
    ("PostgreSQL", "PostgreSQL, PostgreSQL License"),
    ("NCSA", "NCSA, University of Illinois/NCSA Open Source License"),
    ("AFL-3.0", "AFL 3, Academic Free License 3"),
    ("HPND", "HPND, Historical Permission Notice and Disclaimer"), ("W3C", "W3C, W3C License"),
    ("UPL-1.0", "UPL, UPL 1, Universal Permissive License 1"),
    ("MS-PL", "Ms-PL, Microsoft Public License"),
    ("OFL-1.1", "OFL 1.1, SIL Open Font License 1.1, SIL OFL 1.1"),
    ("Unicode-3.0", "Unicode License v3"),
    ("BlueOak-1.0.0", "Blue Oak Model License 1.0.0"), ("MIT-0", "MIT-0, MIT No Attribution"),
    ("CPL-1.0", "CPL 1, Common Public License 1"), ("OpenSSL", "OpenSSL License"),
    ("MIT", "MIT or X11"),
    ("SSPL-1.0", "SSPL, Server Side Public License 1, Server Side Public License"),
    ("BUSL-1.1", "BUSL 1.1, Business Source License 1.1, BSL 1.1"),
    ("Elastic-2.0", "Elastic License 2, ELv2"),
  ]

  /// Host and path in lower case, without scheme, `www.` and the ending of a file.
  static let addresses: [String: String] = [
    "apache.org/licenses/license-2.0": "Apache-2.0",
    "apache.org/licenses/license-1.1": "Apache-1.1",
    "apache.org/licenses": "Apache-2.0", "mit-license.org": "MIT",
    "opensource.org/licenses/mit-license": "MIT",
    "opensource.org/licenses/bsd-license": "BSD-2-Clause",
    "opensource.org/licenses/bsd-3-clause": "BSD-3-Clause",
    "opensource.org/licenses/apache2.0": "Apache-2.0",
    "gnu.org/licenses/gpl": "GPL-3.0-only", "gnu.org/licenses/gpl-3.0": "GPL-3.0-only",
    "gnu.org/licenses/gpl-2.0": "GPL-2.0-only",
    "gnu.org/licenses/old-licenses/gpl-2.0": "GPL-2.0-only",
    "gnu.org/licenses/lgpl": "LGPL-3.0-only", "gnu.org/licenses/lgpl-3.0": "LGPL-3.0-only",
    "gnu.org/licenses/lgpl-2.1": "LGPL-2.1-only",
    "gnu.org/licenses/old-licenses/lgpl-2.1": "LGPL-2.1-only",
    "gnu.org/licenses/agpl": "AGPL-3.0-only", "gnu.org/licenses/agpl-3.0": "AGPL-3.0-only",
    "gnu.org/software/classpath/license": "GPL-2.0-only WITH Classpath-exception-2.0",
    "eclipse.org/legal/epl-v10": "EPL-1.0", "eclipse.org/legal/epl-v20": "EPL-2.0",
    "eclipse.org/legal/epl-2.0": "EPL-2.0", "eclipse.org/org/documents/epl-2.0": "EPL-2.0",
    "eclipse.org/org/documents/edl-v10": "BSD-3-Clause", "mozilla.org/mpl/2.0": "MPL-2.0",
    "mozilla.org/en-us/mpl/2.0": "MPL-2.0", "mozilla.org/mpl/mpl-1.1": "MPL-1.1",
    "mozilla.org/mpl/1.1": "MPL-1.1", "unlicense.org": "Unlicense", "wtfpl.net": "WTFPL",
    "boost.org/license_1_0": "BSL-1.0", "bouncycastle.org/licence": "MIT",
    "creativecommons.org/publicdomain/zero/1.0": "CC0-1.0",
    "creativecommons.org/licenses/by/4.0": "CC-BY-4.0",
    "creativecommons.org/licenses/by/3.0": "CC-BY-3.0",
    "creativecommons.org/licenses/by-sa/4.0": "CC-BY-SA-4.0", "json.org/license": "JSON",
    "antlr.org/license": "BSD-3-Clause", "jquery.org/license": "MIT",
  ]

  /// Addresses behind which an SPDX identifier or a name stands.
  static let identifierAddresses = [
    "opensource.org/licenses/", "opensource.org/license/", "spdx.org/licenses/",
    "licenses.nuget.org/",
    "choosealicense.com/licenses/",
  ]
}
