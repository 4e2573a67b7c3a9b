/// An address and the length of its network's prefix: `10.0.0.0/8`.
package struct IPNetwork: Hashable, Sendable {
  let address: IPAddress
  let prefixLength: Int

  init(address: IPAddress, prefixLength: Int) {
    self.address = address
    self.prefixLength = prefixLength
  }

  init(_ text: String) throws(IPAddress.Problem) {
    guard let slash = text.lastIndex(of: "/") else { throw .malformed }
    let digits = text[text.index(after: slash)...]
    address = try IPAddress(String(text[..<slash]))
    guard (1...3).contains(digits.utf8.count), digits == "0" || !digits.hasPrefix("0"),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(digits),
      length <= (address.isVersion4 ? 32 : 128)
    else { throw .malformed }
    prefixLength = length
  }

  /// The first address of the network.
  var masked: IPNetwork {
    let low: UInt64
    let high: UInt64
    if address.isVersion4 {
      high = 0
      low = address.low & Self.mask(prefixLength + 32)
    } else {
      high = address.high & Self.mask(min(prefixLength, 64))
      low = address.low & Self.mask(max(prefixLength - 64, 0))
    }
    return IPNetwork(
      address: IPAddress(high: high, low: low, isVersion4: address.isVersion4),
      prefixLength: prefixLength)
  }

  func contains(_ other: IPAddress) -> Bool {
    other.isVersion4 == address.isVersion4
      && IPNetwork(address: other, prefixLength: prefixLength).masked.address == masked.address
  }

  func contains(_ other: IPNetwork) -> Bool {
    other.prefixLength >= prefixLength && contains(other.address)
  }

  /// So many ones from the left of 64.
  private static func mask(_ length: Int) -> UInt64 {
    length <= 0 ? 0 : length >= 64 ? .max : ~(UInt64.max >> UInt64(length))
  }

  package var description: String { "\(address.description)/\(prefixLength)" }
}
