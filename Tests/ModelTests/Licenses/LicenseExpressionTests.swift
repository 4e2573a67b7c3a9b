import Model
import TestSupport
import Testing

@Suite struct LicenseExpressionTests {
  /// An expression and its canonical form.
  static let expressions: [(text: String, canonical: String)] = [
    ("MIT", "MIT"), ("mit", "MIT"), ("apache-2.0 OR mit", "Apache-2.0 OR MIT"),
    ("MIT AND Apache-2.0 OR ISC", "MIT AND Apache-2.0 OR ISC"),
    ("MIT AND (Apache-2.0 OR ISC)", "MIT AND (Apache-2.0 OR ISC)"), ("((MIT))", "MIT"),
    ("(MIT or\tISC)and 0BSD", "(MIT OR ISC) AND 0BSD"),
    ("GPL-2.0", "GPL-2.0-only"), ("GPL-2.0+", "GPL-2.0-or-later"),
    ("LGPL-2.1+", "LGPL-2.1-or-later"),
    ("AGPL-3.0", "AGPL-3.0-only"), ("gpl-3.0-OR-LATER", "GPL-3.0-or-later"),
    ("Apache-2.0+", "Apache-2.0+"),
    (
      "GPL-2.0-with-classpath-exception", "GPL-2.0-only WITH Classpath-exception-2.0"
    ),
    (
      "gpl-2.0-or-later with classpath-exception-2.0 AND MIT",
      "GPL-2.0-or-later WITH Classpath-exception-2.0 AND MIT"
    ),
    ("LGPL-2.1-only WITH Nokia-Qt-exception-1.1", "LGPL-2.1-only WITH Qt-LGPL-exception-1.1"),
    ("LicenseRef-Acme-1.0", "LicenseRef-Acme-1.0"),
    ("DocumentRef-spdx-tool-1.2:LicenseRef-Other", "DocumentRef-spdx-tool-1.2:LicenseRef-Other"),
    ("wxWindows", "LGPL-2.0-or-later WITH WxWindows-exception-3.1"),
  ]

  @Test(arguments: expressions)
  func `an expression is read and written canonically`(_ text: String, _ canonical: String) throws {
    let expression = try #require(LicenseExpression(spdx: text))
    #expect(expression.description == canonical)
    #expect(LicenseExpression(spdx: canonical) == expression)
  }

  @Test(arguments: [
    "", "()", "MIT MIT", "MIT OR", "AND MIT", "(MIT", "MIT)", "MIT WITH", "MIT WITH MIT",
    "Apache 2.0", "MITT",
    "GPL-2.0-with-classpath-exception WITH Classpath-exception-2.0",
    "(MIT OR ISC) WITH Classpath-exception-2.0",
    "LicenseRef-", "DocumentRef-a", "DocumentRef-a:b:LicenseRef-c", "LicenseRef-a_b", "+", "MIT++",
    "NONE",
    "NOASSERTION", "UNLICENSED",
    String(repeating: "(", count: 4_000),
    String(repeating: "(", count: 40) + "MIT" + String(repeating: ")", count: 40),
    String(repeating: "MIT OR ", count: 1_000) + "MIT",
  ])
  func `what is no expression is refused`(_ text: String) {
    #expect(LicenseExpression(spdx: text) == nil)
  }

  @Test(arguments: [
    ("Apache 2.0", "Apache-2.0"), ("The Apache Software License, Version 2.0", "Apache-2.0"),
    ("Apache License 2.0", "Apache-2.0"), ("Apache License, version 2.0", "Apache-2.0"),
    ("Apache Software License", "Apache-2.0"),
    ("MIT License", "MIT"), ("The MIT License (MIT)", "MIT"), ("MIT/X11", "MIT"),
    ("(mit license)", "MIT"),
    ("BSD", "BSD-2-Clause AND/OR BSD-3-Clause"),
    ("BSD License", "BSD-2-Clause AND/OR BSD-3-Clause"),
    ("New BSD License", "BSD-3-Clause"), ("BSD 3-Clause", "BSD-3-Clause"),
    ("BSD (3-clause)", "BSD-3-Clause"),
    ("GPLv3", "GPL-3.0-only"), ("GPLv2+", "GPL-2.0-or-later"), ("GPL v2.0+", "GPL-2.0-or-later"),
    ("GPL", "GPL-1.0-or-later"),
    ("GPL (>= 2)", "GPL-2.0-or-later"), ("GPL-2 | GPL-3", "GPL-2.0-only OR GPL-3.0-only"),
    ("GPL (Version 3)", "GPL-3.0-only"), ("GNU General Public License v3 (GPLv3)", "GPL-3.0-only"),
    ("MIT + file LICENSE", "MIT"), ("Apache License (== 2.0)", "Apache-2.0"),
    ("MIT/Apache-2.0", "MIT OR Apache-2.0"), ("MIT or Apache 2.0", "MIT OR Apache-2.0"),
    ("MIT, Apache 2.0", "MIT AND/OR Apache-2.0"), ("MIT and BSD 2-Clause", "MIT AND BSD-2-Clause"),
    ("License :: OSI Approved :: MIT License", "MIT"),
    (
      "License :: OSI Approved :: GNU Lesser General Public License v2 or later (LGPLv2+)",
      "LGPL-2.0-or-later"
    ),
    ("License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)", "MPL-2.0"),
    ("License :: OSI Approved :: Python Software Foundation License", "PSF-2.0"),
    ("http://www.apache.org/licenses/LICENSE-2.0.txt", "Apache-2.0"),
    ("https://opensource.org/licenses/MIT", "MIT"),
    ("https://opensource.org/license/bsd-3-clause/", "BSD-3-Clause"),
    ("https://www.gnu.org/licenses/gpl-3.0.en.html", "GPL-3.0-only"),
    ("https://licenses.nuget.org/MIT%20OR%20Apache-2.0", "MIT OR Apache-2.0"),
    ("https://spdx.org/licenses/0BSD.html", "0BSD"), ("Eclipse Public License - v 2.0", "EPL-2.0"),
    (
      "CDDL + GPLv2 with classpath exception",
      "CDDL-1.0 OR GPL-2.0-only WITH Classpath-exception-2.0"
    ),
  ])
  func `free text is read as the licence that it names`(_ text: String, _ canonical: String) {
    #expect(LicenseExpression(reading: text).description == canonical)
  }

  @Test(arguments: [
    "", " ", "UNLICENSED", "SEE LICENSE IN LICENSE.md", "NOASSERTION", "NONE", "Proprietary",
    "file LICENSE",
    "License :: Other/Proprietary License", "GPL (> 2)", "GPL (< 3)", "MIT with exceptions",
    "not MIT",
    "MIT / Acme", "MIT, see NOTICE", "https://example.com/license",
    "https://opensource.org/licenses/%zz",
    "Public Domain", "Dual License", "version 2.1", "2.0", String(repeating: "MIT ", count: 5_000),
  ])
  func `what names no licence is unknown`(_ text: String) {
    guard case .unknown = LicenseExpression(reading: text) else {
      Issue.record("\(text) is \(LicenseExpression(reading: text))")
      return
    }
  }

  @Test func `lists keep what they do not say`() {
    #expect(LicenseExpression(anyOf: ["MIT", "GPL-2.0"]).description == "MIT OR GPL-2.0-only")
    #expect(LicenseExpression(anyOf: ["MIT", "MIT License"]).description == "MIT")
    #expect(LicenseExpression(oneOrAllOf: ["MIT", "ISC"]).description == "MIT AND/OR ISC")
    #expect(LicenseExpression(anyOf: []) == .unknown(""))
    #expect(LicenseExpression(anyOf: ["MIT", "Acme"]).terms.map(\.description) == ["MIT"])
  }

  @Test func `broken expressions are read or refused`() {
    var random = SplitMix64(seed: 61)
    var read = 0
    for round in 0..<3_000 {
      let text = Self.expressions[round % Self.expressions.count].text
      let broken = HostileText.mutated(Array(text.utf8), &random)
      let text2 = String(decoding: broken, as: UTF8.self)
      _ = LicenseExpression(reading: text2)
      guard let expression = LicenseExpression(spdx: text2) else { continue }
      read += 1
      #expect(LicenseExpression(spdx: expression.description) == expression, "\(text2)")
    }
    #expect(read > 50)
  }
}
