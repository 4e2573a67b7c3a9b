extension TerraformFunctions {
  static let networks: [String: Function] = [
    "cidrsubnet": { (arguments) throws(TerraformFault) in
      let network = try TerraformNetwork(try arguments.text(0))
      let number = try arguments.whole(2)
      return .string(try network.subnet(bits: try arguments.whole(1), number: number).text)
    },
    "cidrsubnets": { (arguments) throws(TerraformFault) in
      let network = try TerraformNetwork(try arguments.text(0))
      var list: [TerraformValue] = []
      var next = network.address
      for position in 1..<max(1, arguments.count) {
        let subnet = try network.next(bits: try arguments.whole(position), from: &next)
        list.append(.string(subnet.text))
      }
      return .list(list)
    },
    "cidrhost": { (arguments) throws(TerraformFault) in
      try .string(TerraformNetwork(try arguments.text(0)).host(try arguments.whole(1)))
    },
    "cidrnetmask": { (arguments) throws(TerraformFault) in
      let network = try TerraformNetwork(try arguments.text(0))
      guard network.width == 32 else { throw .error("only IPv4 has a netmask") }
      return .string(TerraformNetwork.text(of: network.mask, width: 32))
    },
  ]
}

/// An IP network in CIDR notation (RFC 4632, RFC 4291).
struct TerraformNetwork {
  let address: UInt128
  let length: Int
  /// 32 or 128.
  let width: Int

  init(_ text: String) throws(TerraformFault) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = Int(parts[1]),
      let (address, width) = Self.address(String(parts[0])), (0...width).contains(length)
    else { throw .error("`\(text)` is no network") }
    self.init(address: address, length: length, width: width)
  }

  private init(address: UInt128, length: Int, width: Int) {
    self.length = length
    self.width = width
    self.address = address & Self.mask(length: length, width: width)
  }

  var mask: UInt128 { Self.mask(length: length, width: width) }

  var text: String { "\(Self.text(of: address, width: width))/\(length)" }

  private static func mask(length: Int, width: Int) -> UInt128 {
    let all = UInt128.max >> UInt128(128 - width)
    return length == 0 ? 0 : all & ~(length >= width ? 0 : all >> UInt128(length))
  }

  func subnet(bits: Int, number: Int) throws(TerraformFault) -> TerraformNetwork {
    guard bits >= 0, bits <= width - length, number >= 0,
      bits >= 63 || number < 1 << bits
    else { throw .error("the network has no such subnet") }
    let shift = UInt128(width - length - bits)
    return TerraformNetwork(
      address: address | UInt128(number) << shift, length: length + bits, width: width)
  }

  /// The first free subnet of that size.
  func next(bits: Int, from next: inout UInt128) throws(TerraformFault) -> TerraformNetwork {
    guard bits >= 1, bits <= width - length else { throw .error("the network has no such subnet") }
    let size = UInt128(1) << UInt128(width - length - bits)
    let start = (next &+ size &- 1) / size &* size
    let last = address | (UInt128.max >> UInt128(128 - width) & ~mask)
    guard start >= address, start <= last else { throw .error("the network has no room left") }
    next = start &+ size
    return TerraformNetwork(address: start, length: length + bits, width: width)
  }

  /// An address in it; negative numbers count from its end.
  func host(_ number: Int) throws(TerraformFault) -> String {
    let bits = width - length
    let last = UInt128.max >> UInt128(128 - width) & ~mask
    let offset = UInt128(number.magnitude)
    guard bits >= 64 || offset <= last &+ (number < 0 ? 1 : 0) else {
      throw .error("the network has no such address")
    }
    let host = number < 0 ? last &+ 1 &- offset : offset
    return Self.text(of: address | (host & last), width: width)
  }

  static func text(of address: UInt128, width: Int) -> String {
    if width == 32 {
      return [24, 16, 8, 0].map { String(UInt8(truncatingIfNeeded: address >> UInt128($0))) }
        .joined(separator: ".")
    }
    let groups = (0..<8).map { UInt16(truncatingIfNeeded: address >> UInt128(112 - $0 * 16)) }
    var best = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(1, best.count) { best = start..<end }
      start = max(end, start + 1)
    }
    func written(_ part: ArraySlice<UInt16>) -> String {
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard !best.isEmpty else { return written(groups[...]) }
    return written(groups[..<best.lowerBound]) + "::" + written(groups[best.upperBound...])
  }

  private static func address(_ text: String) -> (UInt128, Int)? {
    if !text.contains(":") {
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 4 else { return nil }
      var address: UInt128 = 0
      for part in parts {
        guard let byte = UInt8(part) else { return nil }
        address = address << 8 | UInt128(byte)
      }
      return (address, 32)
    }
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    let groups = halves.map { half in
      half.split(separator: ":").map { UInt16($0, radix: 16) }
    }
    let count = groups.reduce(0) { $0 + $1.count }
    guard halves.count == 2 ? count < 8 : count == 8 else { return nil }
    let filled =
      (groups.first ?? []) + Array(repeating: 0, count: 8 - count)
      + (groups.count > 1 ? groups[1] : [])
    var address: UInt128 = 0
    for group in filled {
      guard let group else { return nil }
      address = address << 16 | UInt128(group)
    }
    return (address, 128)
  }
}
