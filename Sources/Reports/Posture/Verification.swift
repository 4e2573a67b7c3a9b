/// How a reader can check a posture document.
enum Verification {
  static let steps = [
    "Every state was decided by running avouch over the targets named above, not by a person typing "
      + "it. The version is on the first page.",
    "Ask for the assessment of the same moment (avouch check --format json). It holds every "
      + "observation with its place, time and SHA-256, and this document is made from it alone.",
    "Run avouch report again over the same recorded assessment with the same clock: the bytes of "
      + "this document come out equal, so its SHA-256 can be compared.",
    "The first twelve digits of each SHA-256 shown here belong to the raw material that was "
      + "observed. Anyone who holds that material can compare them.",
  ]

  /// What the document is not.
  static let caution =
    "This document states what was measured at one moment. It is not a certificate, an audit "
    + "opinion or legal advice."
}
