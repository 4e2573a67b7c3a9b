import CPSL

/// The Public Suffix List that the system's libpsl was built with (publicsuffix.org).
package struct PublicSuffixes: Sendable {
  package init() {}

  /// The registrable domain of a host name in ASCII: `example.co.uk` of `www.example.co.uk`.
  ///
  /// Nil for addresses, single labels and names that are public suffixes themselves.
  package func registrableDomain(of host: String) -> String? {
    guard host.utf8.count <= 253, host.contains("."), !host.hasPrefix("["), !isAddress(host),
      !host.utf8.contains(0)
    else { return nil }
    let name = host.hasSuffix(".") ? String(host.dropLast()) : host
    return unsafe name.lowercased().withCString { pointer in
      // Sound: the list is libpsl's own constant data; the result points into the given text, which
      // lives through this closure, and is copied here.
      guard let list = unsafe psl_builtin(),
        let domain = unsafe psl_registrable_domain(list, pointer)
      else { return nil }
      return unsafe String(cString: domain)
    }
  }

  /// Whether a domain belongs to nobody in particular, so that no cookie may be set for it.
  package func isPublicSuffix(_ domain: String) -> Bool {
    guard !domain.utf8.contains(0) else { return false }
    return unsafe domain.lowercased().withCString { pointer in
      // Sound: as above; nothing is kept.
      guard let list = unsafe psl_builtin() else { return false }
      return unsafe psl_is_public_suffix(list, pointer) == 1
    }
  }

  /// Whether the name is four numbers; IPv6 addresses have no dots but in brackets.
  private func isAddress(_ host: String) -> Bool {
    host.split(separator: ".").allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }
}
