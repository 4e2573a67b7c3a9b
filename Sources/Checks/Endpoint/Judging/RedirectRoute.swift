import Model

/// The addresses that an exchange went through, with the one it leads to without being followed.
struct RedirectRoute {
  /// At least one, unless the exchange is empty.
  let addresses: [String]
  /// Whether the last address was not asked.
  let isOpen: Bool

  init(_ exchange: Exchange) {
    var addresses = exchange.responses.map(\.url)
    let next = exchange.responses.last.flatMap(Self.next)
    if let next { addresses.append(next) }
    self.addresses = addresses
    isOpen = next != nil
  }

  /// Where a redirect leads.
  static func next(after response: Response) -> String? {
    guard [301, 302, 303, 307, 308].contains(response.status),
      let location = response.values(of: "location").first, !location.isEmpty
    else { return nil }
    return WebAddress.resolved(location, against: response.url)
  }
}
