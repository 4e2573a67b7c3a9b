import Model

/// What must not stand in a file that ships to browsers.
struct BundleRules: Sendable {
  /// One thing that was found.
  struct Fault {
    let rule: String
    let message: String
    let fix: String
    /// Byte offset in the text.
    let offset: Int
    let identity: String
  }

  private static let maximumFaults = 200
  /// Variables that build tools put in themselves.
  private static let harmless: Set<String> = [
    "NODE_ENV", "NODE_DEBUG", "DEBUG", "BASE_URL", "MODE", "DEV", "PROD", "SSR", "TURBOPACK",
    "CI", "FORCE_COLOR", "NO_COLOR", "TERM", "NEXT_RUNTIME", "VERCEL_ENV", "JEST_WORKER_ID",
  ]

  let allowsSourceMaps: Bool
  let serverVariables: [ControlGlob]
  let publicPrefixes: [String]
  let allowedNames: [ControlGlob]

  init(_ arguments: Arguments) {
    allowsSourceMaps = arguments.boolean("source-maps") ?? false
    serverVariables = arguments.texts("server-variables").map { ControlGlob($0) }
    publicPrefixes = arguments.texts("public-prefixes")
    allowedNames = arguments.texts("allowed-names").map { ControlGlob($0) }
  }

  /// The faults of a built file, in the order of the text.
  func faults(in text: String, path: String) -> [Fault] {
    let bytes = ScannedBytes(text)
    let found = sourceMaps(in: bytes, path: path) + names(in: bytes) + keys(in: bytes)
    return Array(found.sorted { $0.offset < $1.offset }.prefix(Self.maximumFaults))
  }

  // MARK: Source maps

  private func sourceMaps(in bytes: ScannedBytes, path: String) -> [Fault] {
    guard !allowsSourceMaps else { return [] }
    let fix = "Switch source maps off for production, or upload them where they are needed."
    if path.hasSuffix(".map") {
      return [
        Fault(
          rule: "source-map", message: "a source map ships, with which the sources can be read",
          fix: fix, offset: 0, identity: "file")
      ]
    }
    let mark = "sourceMappingURL="
    guard let offset = bytes.last(of: mark), bytes.isPragma(at: offset) else { return [] }
    let isInline = bytes.stands("data:", at: offset + mark.utf8.count)
    return [
      Fault(
        rule: "source-map",
        message: isInline
          ? "the file carries its source map, with which the sources can be read"
          : "the file names a source map", fix: fix, offset: offset, identity: "reference")
    ]
  }

  // MARK: Names of variables

  /// Words in capitals are what variables are named with; each is told of once.
  private func names(in bytes: ScannedBytes) -> [Fault] {
    var faults: [Fault] = []
    var known: Set<String> = []
    bytes.forEachName { name, offset in
      guard faults.count < Self.maximumFaults, known.insert(name).inserted else { return }
      if let fault = fault(of: name, at: offset, in: bytes) { faults.append(fault) }
    }
    return faults
  }

  private func fault(of name: String, at offset: Int, in bytes: ScannedBytes) -> Fault? {
    guard !allowedNames.contains(where: { $0.matches(name) }) else { return nil }
    if serverVariables.contains(where: { $0.matches(name) }) {
      return Fault(
        rule: "server-variable",
        message: "the name of the server's variable \(name) stands in a file for browsers",
        fix: "Read it in code that only the server runs.", offset: offset, identity: name)
    }
    if let fault = publicSecret(name, at: offset) { return fault }
    guard !Self.harmless.contains(name), !isPublic(name),
      bytes.follows("process.env.", offset) || bytes.follows("import.meta.env.", offset)
        || bytes.follows("process.env[\"", offset)
    else { return nil }
    return Fault(
      rule: "process-env", message: "a file for browsers reads the process's variable \(name)",
      fix: "Move what reads it to the server, or give it a public name if it is no secret.",
      offset: offset, identity: name)
  }

  /// A name that is handed to browsers and says that it is secret.
  func publicSecret(_ name: String, at offset: Int) -> Fault? {
    guard isPublic(name), !allowedNames.contains(where: { $0.matches(name) }),
      PublicSecretName.isSecret(name)
    else { return nil }
    return Fault(
      rule: "public-secret",
      message: "the variable \(name) is handed to browsers and named like a secret",
      fix: "Take the public prefix away and read it on the server; renew it if it was built in.",
      offset: offset, identity: name)
  }

  private func isPublic(_ name: String) -> Bool {
    publicPrefixes.contains { name.hasPrefix($0) && name != $0 }
  }

  // MARK: Keys

  private func keys(in bytes: ScannedBytes) -> [Fault] {
    var faults: [Fault] = []
    func add(_ rule: String, _ message: String, at offset: Int) {
      faults.append(
        Fault(
          rule: rule, message: message, fix: "Renew the key, and use it on the server only.",
          offset: offset, identity: "\(rule) \(faults.count + 1)"))
    }
    for offset in bytes.all(of: "eyJ", limit: 5_000)
    where bytes.role(ofTokenAt: offset) == "service_role" {
      add(
        "service-role-key",
        "a token of the role service_role, which passes by every policy of the rows", at: offset)
    }
    for offset in bytes.all(of: "sb_secret_", limit: 100) where bytes.tokenLength(at: offset) >= 20
    {
      add("service-role-key", "a secret key of a Supabase project", at: offset)
    }
    for offset in bytes.all(of: "-----BEGIN ", limit: 100)
    where bytes.contains("PRIVATE KEY-----", in: offset..<(offset + 60)) {
      add("private-key", "the block of a private key", at: offset)
    }
    return faults
  }
}
