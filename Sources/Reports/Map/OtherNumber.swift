import Model

extension Framework {
  /// How the other edition of a catalogue stands to one number of it.
  package struct OtherNumber: Hashable, Sendable {
    /// The framework of the other edition.
    package let edition: String
    /// The requirement's own number there; nil where the edition does not have it.
    package let number: String?
    /// Whether the other edition gives the number of here to something else.
    package let isTaken: Bool

    /// What a reader who holds the other edition has to know.
    var sentence: String {
      let own = number.map { "Numbered \($0) in \(edition)" }
      let taken = isTaken ? "the same number means something else there" : nil
      return switch (own, taken) {
      case (let own?, let taken?): "\(own); \(taken)."
      case (let own?, nil): "\(own)."
      case (nil, _): "Not in \(edition), where the number means something else."
      }
    }
  }

  /// Nil where the two editions agree on the number, or there is no other one.
  func otherNumber(of id: String) -> OtherNumber? {
    guard let otherEdition else { return nil }
    let number = otherEdition.renumbered[id]
    let isTaken = otherEdition.meansAnother(by: id)
    guard number != nil || isTaken else { return nil }
    return OtherNumber(edition: otherEdition.id, number: number, isTaken: isTaken)
  }
}
