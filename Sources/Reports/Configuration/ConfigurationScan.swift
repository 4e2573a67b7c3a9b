import Model

/// What a scan of a folder's configuration read, and what came of it.
package struct ConfigurationScan: Sendable {
  /// One kind of thing that was read, and how many there are of it.
  package struct Row: Hashable, Sendable {
    /// `object store`, `workflow`.
    package let thing: String
    /// What they are called in their files, each with its number: `aws_s3_bucket`.
    package let kinds: [String: Int]

    package init(thing: String, kinds: [String: Int]) {
      self.thing = thing
      self.kinds = kinds
    }

    package var count: Int { kinds.values.reduce(0, +) }
  }

  package let rows: [Row]
  /// Paths of the files that were read.
  package let files: Set<String>
  /// What could not be read, each once.
  package let gaps: [ReadingGap]
  /// Kinds of resources that no check judges.
  package let otherKinds: [String: Int]
  package let assessment: Assessment

  package init(
    rows: [Row], files: Set<String>, gaps: [ReadingGap], otherKinds: [String: Int],
    assessment: Assessment
  ) {
    self.rows = rows
    self.files = files
    self.gaps = gaps
    self.otherKinds = otherKinds
    self.assessment = assessment
  }
}
