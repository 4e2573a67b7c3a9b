/// Names in the DNS.
package enum DomainNames {
  /// A domain and what is above it, down to two labels; eight steps at most, the nearest and the
  /// uppermost (RFC 9989 section 4.10).
  package static func upwards(from domain: String) -> [String] {
    var labels = domain.split(separator: ".").map(String.init)
    var names = [labels.joined(separator: ".")]
    if labels.count > 8 { labels = Array(labels.suffix(8)) }
    while labels.count > 2 {
      labels.removeFirst()
      names.append(labels.joined(separator: "."))
    }
    return names
  }
}
