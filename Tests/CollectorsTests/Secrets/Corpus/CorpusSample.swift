/// One text of the labelled corpus.
struct CorpusSample: Sendable {
  /// What it stands for in the report: `token: GitHub`, `no: UUID`.
  let family: String
  let text: String
  /// The secret as it stands in the text, encoded or not; nil where there is none.
  let secret: String?
  /// Whether it was kept from whoever tuned the rules.
  let isHeld: Bool
}
