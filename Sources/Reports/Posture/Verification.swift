/// How a reader can check a posture document.
enum Verification {
  struct Step {
    let text: String
    /// What to type for it, where there is something to type.
    let command: String?

    init(_ text: String, command: String? = nil) {
      self.text = text
      self.command = command
    }
  }

  static let steps = [
    Step(
      "The signature. Where statement.json and statement.json.sig lie beside this document, "
        + "ssh-keygen, which most machines have, tells whether they are of a key that you trust. Take "
        + "allowed_signers, NAME and PURPOSE from the vendor by another way than this document.",
      command:
        "ssh-keygen -Y verify -f allowed_signers -I NAME -n PURPOSE -s statement.json.sig "
        + "< statement.json"),
    Step(
      "The bytes. The statement lists the SHA-256 of every file; read its \"expires\", too.",
      command:
        "jq -r '.subject[] | .digest.sha256 + \"  \" + .name' statement.json | sha256sum -c"),
    Step(
      "The states. Every state was decided by running avouch over the targets named above, not by "
        + "a person typing it. Ask for the assessment of the same moment: it holds every observation "
        + "with its place, time and SHA-256, and this document is made from it alone. With the same "
        + "clock the bytes come out equal.",
      command: "avouch report --from assessment.json --now MEASURED -o html=posture.html"),
    Step(
      "The evidence. The first twelve digits of each SHA-256 shown here belong to the raw material "
        + "that was observed. Anyone who holds that material can compare them."),
  ]

  /// What the document is not.
  static let caution =
    "This document states what was measured at one moment. It is not a certificate, an audit "
    + "opinion or legal advice. A signature proves who published it, not that a sentence is true."
}
