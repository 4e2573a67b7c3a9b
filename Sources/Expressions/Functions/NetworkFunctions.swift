/// Addresses and networks (the network extension of CEL, as Kubernetes documents it).
enum NetworkFunctions {
  static let all: [FunctionDefinition] = addresses + networks

  private static let addresses: [FunctionDefinition] = [
    .global("ip", [Signature([.string], .address)]) { value, _ in
      guard case .string(let text) = value else { return nil }
      return address(text)
    },
    .global("isIP", [Signature([.string], .boolean)]) { value, _ in
      guard case .string(let text) = value else { return nil }
      return .boolean((try? IPAddress(text)) != nil)
    },
    .global("ip.isCanonical", [Signature([.string], .boolean)]) { value, _ in
      guard case .string(let text) = value else { return nil }
      switch address(text) {
      case .address(let address): return .boolean(address.description == text)
      case let failure: return failure
      }
    },
    .member("family", [Signature([.address], .integer)]) { value, _ in
      guard case .address(let address) = value else { return nil }
      return .integer(address.family)
    },
    test("isUnspecified") { $0.isUnspecified }, test("isLoopback") { $0.isLoopback },
    test("isGlobalUnicast") { $0.isGlobalUnicast },
    test("isLinkLocalMulticast") { $0.isLinkLocalMulticast },
    test("isLinkLocalUnicast") { $0.isLinkLocalUnicast },
  ]

  private static func test(
    _ name: String, _ body: @escaping @Sendable (IPAddress) -> Bool
  ) -> FunctionDefinition {
    .member(name, [Signature([.address], .boolean)]) { value, _ in
      guard case .address(let address) = value else { return nil }
      return .boolean(body(address))
    }
  }

  private static func address(_ text: String) -> ExpressionValue {
    do throws(IPAddress.Problem) {
      return .address(try IPAddress(text))
    } catch {
      return .failure(
        .invalidArgument, "IP Address \(DisplayText.literal(.string(text))) \(error.message)")
    }
  }

  private static func network(_ text: String) -> ExpressionValue {
    do throws(IPAddress.Problem) {
      return .network(try IPNetwork(text))
    } catch {
      return .failure(
        .invalidArgument, "CIDR \(DisplayText.literal(.string(text))) \(error.message)")
    }
  }

  private static let networks: [FunctionDefinition] = [
    .global("cidr", [Signature([.string], .network)]) { value, _ in
      guard case .string(let text) = value else { return nil }
      return network(text)
    },
    .global("isCIDR", [Signature([.string], .boolean)]) { value, _ in
      guard case .string(let text) = value else { return nil }
      return .boolean((try? IPNetwork(text)) != nil)
    },
    .member(
      "containsIP",
      [Signature([.network, .address], .boolean), Signature([.network, .string], .boolean)]
    ) { value, other, _ in
      guard case .network(let network) = value else { return nil }
      let address: ExpressionValue
      if case .string(let text) = other { address = Self.address(text) } else { address = other }
      switch address {
      case .address(let address): return .boolean(network.contains(address))
      case .failure: return address
      default: return nil
      }
    },
    .member(
      "containsCIDR",
      [Signature([.network, .network], .boolean), Signature([.network, .string], .boolean)]
    ) { value, other, _ in
      guard case .network(let outer) = value else { return nil }
      let inner: ExpressionValue
      if case .string(let text) = other { inner = network(text) } else { inner = other }
      switch inner {
      case .network(let inner): return .boolean(outer.contains(inner))
      case .failure: return inner
      default: return nil
      }
    },
    .member("ip", [Signature([.network], .address)]) { value, _ in
      guard case .network(let network) = value else { return nil }
      return .address(network.address)
    },
    .member("masked", [Signature([.network], .network)]) { value, _ in
      guard case .network(let network) = value else { return nil }
      return .network(network.masked)
    },
    .member("prefixLength", [Signature([.network], .integer)]) { value, _ in
      guard case .network(let network) = value else { return nil }
      return .integer(network.prefixLength)
    },
  ]
}
