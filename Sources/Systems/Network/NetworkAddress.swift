import Glibc
import Model

/// Where a connection goes: one address of a host, with its port.
package struct NetworkAddress: Hashable, Sendable {
  /// The bytes of a `sockaddr` of the family that its first field names.
  let bytes: [UInt8]
  let family: Int32

  /// Finds the addresses of a host.
  ///
  /// What the overrides say (`host:port:address`, or `host:port:address:port` to reach it on another
  /// port) comes before what the system knows.
  package static func find(
    host: String, port: Int, overrides: [String] = []
  ) throws(ConnectionFailure) -> [NetworkAddress] {
    let prefix = "\(host.lowercased()):\(port):"
    let given = overrides.first { $0.lowercased().hasPrefix(prefix) }
    let name = given.map { String($0.dropFirst(prefix.count)) } ?? host
    // More than one address may stand there, separated by commas.
    let first = name.split(separator: ",").first.map(String.init) ?? name
    let (address, ownPort) = split(first)
    return try look(up: address, port: given == nil ? port : ownPort ?? port, shown: host)
  }

  /// An address and the port behind it; more than one colon outside brackets are those of IPv6.
  private static func split(_ text: String) -> (address: String, port: Int?) {
    if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
      let rest = text[text.index(after: close)...]
      let address = text[text.index(after: text.startIndex)..<close]
      return (String(address), rest.hasPrefix(":") ? Int(rest.dropFirst()) : nil)
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2 ? (String(parts[0]), Int(parts[1])) : (text, nil)
  }

  private static func look(
    up name: String, port: Int, shown: String
  ) throws(ConnectionFailure) -> [NetworkAddress] {
    var hints = unsafe addrinfo()
    unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    unsafe hints.ai_flags = AI_NUMERICSERV
    var list: UnsafeMutablePointer<addrinfo>?
    // Sound: getaddrinfo reads the strings and hints during the call, and the list it makes is freed.
    guard unsafe getaddrinfo(name, String(port), &hints, &list) == 0 else {
      throw .unresolved(shown)
    }
    defer { unsafe freeaddrinfo(list) }
    var found: [NetworkAddress] = []
    var next = unsafe list
    while let entry = unsafe next, found.count < 8 {
      let info = unsafe entry.pointee
      if let address = unsafe info.ai_addr {
        // Sound: ai_addrlen is the length of the structure at ai_addr.
        let buffer = unsafe UnsafeRawBufferPointer(start: address, count: Int(info.ai_addrlen))
        found.append(NetworkAddress(bytes: unsafe Array(buffer), family: unsafe info.ai_family))
      }
      unsafe next = info.ai_next
    }
    guard !found.isEmpty else { throw .unresolved(shown) }
    return found
  }
}
