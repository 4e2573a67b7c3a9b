/// What an HTML page refers to, read from its tags without running anything.
package struct Page: Hashable, Sendable, Codable {
  /// What a browser does with a reference.
  package enum Use: String, Sendable, CaseIterable, Codable {
    case script
    case style
    case image
    case media
    case frame
    case object
    case form
    case preload
  }

  /// One URL in the page.
  package struct Reference: Hashable, Sendable, Codable {
    package let use: Use
    /// As the page has it.
    package let written: String
    /// Resolved against the page's base; nil when it is no URL.
    package let url: String?
    /// The registrable domain that it leads to.
    package let site: String?
    /// The value of `integrity`, if there is one.
    package let integrity: String?
    package let crossOrigin: String?

    package init(
      use: Use, written: String, url: String?, site: String?, integrity: String? = nil,
      crossOrigin: String? = nil
    ) {
      self.use = use
      self.written = written
      self.url = url
      self.site = site
      self.integrity = integrity
      self.crossOrigin = crossOrigin
    }
  }

  /// One `meta` tag with content.
  package struct Meta: Hashable, Sendable, Codable {
    /// `name` or `http-equiv`, in lower case.
    package let name: String
    /// Whether it stands for a header.
    package let isHTTPEquivalent: Bool
    package let content: String

    package init(name: String, isHTTPEquivalent: Bool, content: String) {
      self.name = name
      self.isHTTPEquivalent = isHTTPEquivalent
      self.content = content
    }
  }

  package let metas: [Meta]
  package let references: [Reference]
  /// Scripts without `src`.
  package let inlineScripts: Int
  /// Whether all of it was read: neither the body nor the number of tags went past its limit.
  package let isWhole: Bool

  package init(metas: [Meta], references: [Reference], inlineScripts: Int, isWhole: Bool) {
    self.metas = metas
    self.references = references
    self.inlineScripts = inlineScripts
    self.isWhole = isWhole
  }
}
