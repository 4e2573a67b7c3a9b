import Model

/// One thing that speaks for the use of a vendor.
struct VendorSign {
  enum Kind: String {
    case package
    case transitivePackage = "transitive package"
    case environment = "environment variable"
    case host
    case scope = "OAuth scope"
    case policy = "Content-Security-Policy"
    case mailServer = "mail server"
    case sender = "SPF include"

    /// Whether it proves the use of the service without any other sign: data goes to that host, or
    /// mail through it.
    var isProof: Bool {
      switch self {
      case .host, .scope, .policy, .mailServer, .sender: true
      case .package, .transitivePackage, .environment: false
      }
    }
  }

  let kind: Kind
  let text: String
  let purpose: VendorSighting.Purpose
  let location: Location

  /// `package stripe at package-lock.json:12:5`.
  var words: String {
    let place = location.description
    return "\(kind.rawValue) \(ValueText.plain(text))" + (place.isEmpty ? "" : " at \(place)")
  }
}

/// What the signs of one vendor come to.
enum VendorGrade {
  /// Data reaches it.
  case proven
  /// Something speaks for it, and nobody can tell from here.
  case ambiguous
  /// Only tests, documents, builds or other packages name it.
  case mentioned

  /// Nil without any sign.
  init?(_ signs: [VendorSign], of vendor: Vendor) {
    guard !signs.isEmpty else { return nil }
    let telling = signs.filter { $0.purpose == .production }
    guard !telling.isEmpty, !vendor.isForBuilding else {
      self = .mentioned
      return
    }
    let kinds = Set(telling.map(\.kind))
    let isClientEnough = vendor.confidence == .high && !vendor.needsSecondSign
    let agrees =
      kinds.contains(.environment)
      && !kinds.isDisjoint(with: [.package, .transitivePackage])
    if kinds.contains(where: \.isProof) || agrees || kinds.contains(.package) && isClientEnough {
      self = .proven
    } else {
      self = kinds == [.transitivePackage] ? .mentioned : .ambiguous
    }
  }
}
