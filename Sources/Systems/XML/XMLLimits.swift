/// How much of an XML text is accepted; libxml2's own limits on names and texts (10 MB) hold as well.
package struct XMLLimits: Hashable, Sendable {
  package var maximumBytes: Int
  /// Elements inside each other; libxml2 takes at most 256.
  package var maximumDepth: Int
  package var maximumElements: Int

  package init(
    maximumBytes: Int = 64 << 20, maximumDepth: Int = 200, maximumElements: Int = 10_000_000
  ) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
    self.maximumElements = maximumElements
  }

  package static let standard = XMLLimits()
}
