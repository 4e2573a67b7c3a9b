import Model

/// What is signed: every file of a bundle with its digest, by whom, when and until when.
///
/// An in-toto Statement v1 with a predicate of this program's own.
package struct Statement: Hashable, Sendable {
  static let type = "https://in-toto.io/Statement/v1"
  static let predicateType = "urn:avouch:posture-bundle:1"

  /// One file of the bundle.
  package struct Subject: Hashable, Sendable {
    /// The path from the bundle's folder, with `/` between parts.
    package let name: String
    /// In lower-case hexadecimal.
    package let sha256: String

    package init(name: String, sha256: String) {
      self.name = name
      self.sha256 = sha256
    }
  }

  package let subjects: [Subject]
  package let created: Instant
  package let expires: Instant
  /// Under which name buyers know the key.
  package let identity: String
  /// What the signature is good for.
  package let namespace: String
  package let organization: String?
  package let toolVersion: String

  package init(
    subjects: [Subject], created: Instant, expires: Instant, identity: String, namespace: String,
    organization: String?, toolVersion: String
  ) {
    // By bytes, so that no locale and no Unicode version changes the order.
    self.subjects = subjects.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    self.created = created
    self.expires = expires
    self.identity = identity
    self.namespace = namespace
    self.organization = organization
    self.toolVersion = toolVersion
  }

  /// The statement as a file.
  package var text: String {
    var predicate: [String: JSONValue] = [
      "created": .string(created.description),
      "expires": .string(expires.description),
      "signer": .object(["identity": .string(identity), "namespace": .string(namespace)]),
      "tool": .object(["name": .string("avouch"), "version": .string(toolVersion)]),
    ]
    if let organization { predicate["organization"] = .string(organization) }
    return JSONValue.object([
      "_type": .string(Self.type),
      "predicate": .object(predicate),
      "predicateType": .string(Self.predicateType),
      "subject": .array(
        subjects.map {
          .object(["digest": .object(["sha256": .string($0.sha256)]), "name": .string($0.name)])
        }),
    ]).serialized()
  }
}
