import Model

/// A request that recordings know.
package protocol RecordableRequest: ObservationRequest {
  /// What it asks for, as the name of its files begins: `exchange`.
  static var recordedKind: String { get }

  /// What tells it from every other request of its kind, without credentials and with paths as seen
  /// from the posture's folder.
  func recordedForm(in root: String) -> JSONValue
}

/// A request whose answer a recording keeps.
package protocol KeptRequest: RecordableRequest where Facts: Codable {
  /// The answer without secrets.
  func masked(_ facts: Facts, by mask: RecordingMask) -> Facts

  /// The answer with what is not kept because it can be read out of the rest.
  func restored(_ facts: Facts) -> Facts
}

extension KeptRequest {
  package func masked(_ facts: Facts, by mask: RecordingMask) -> Facts { facts }

  package func restored(_ facts: Facts) -> Facts { facts }
}

/// A request about files of the posture's own folders, of which a recording keeps digests alone: the
/// files are read again, and count as long as they are the same.
package protocol PinnedRequest: RecordableRequest {
  /// The files that the answer rests on.
  func pins(of facts: Facts) -> [RecordingIndex.Pin]
}
