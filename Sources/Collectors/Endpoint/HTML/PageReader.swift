import Model
import Systems

/// Reads what a page refers to.
struct PageReader {
  static let mostReferences = 5_000
  static let mostMetas = 200

  private let suffixes: PublicSuffixes
  private let address: String
  private var base: String
  private var hasBase = false
  private var metas: [Page.Meta] = []
  private var references: [Page.Reference] = []
  private var inlineScripts = 0
  private var isFull = false

  private init(address: String, suffixes: PublicSuffixes) {
    self.address = address
    self.suffixes = suffixes
    base = address
  }

  /// The page that a response holds, or nil when it is none or its body is packed.
  static func page(of response: Response, suffixes: PublicSuffixes) -> Page? {
    guard response.isHTML,
      response.values(of: "content-encoding").allSatisfy({ $0.lowercased() == "identity" })
    else { return nil }
    var reader = PageReader(address: response.url, suffixes: suffixes)
    var tags = HTMLTagReader(response.body)
    while let tag = tags.next(), !reader.isFull { reader.take(tag) }
    return Page(
      metas: reader.metas, references: reader.references, inlineScripts: reader.inlineScripts,
      isWhole: response.isBodyWhole && !reader.isFull && !tags.isExhausted)
  }

  private mutating func take(_ tag: HTMLTag) {
    switch tag.name {
    case "base": takeBase(tag)
    case "meta": takeMeta(tag)
    case "script":
      if !add(.script, tag, "src") { inlineScripts += 1 }
    case "link": takeLink(tag)
    case "img": add(.image, tag, "src")
    case "audio", "video", "source", "track": add(.media, tag, "src")
    case "iframe", "frame": add(.frame, tag, "src")
    case "embed": add(.object, tag, "src")
    case "object": add(.object, tag, "data")
    case "form": add(.form, tag, "action")
    default: return
    }
  }

  /// Of several bases the first counts.
  private mutating func takeBase(_ tag: HTMLTag) {
    guard !hasBase, let written = tag.attributes["href"] else { return }
    hasBase = true
    if let resolved = EndpointAddress.resolve(written, against: address) { base = resolved.url }
  }

  private mutating func takeMeta(_ tag: HTMLTag) {
    guard let content = tag.attributes["content"] else { return }
    let equivalent = tag.attributes["http-equiv"]
    guard let name = equivalent ?? tag.attributes["name"] else { return }
    guard metas.count < Self.mostMetas else {
      isFull = true
      return
    }
    metas.append(
      Page.Meta(
        name: name.lowercased(), isHTTPEquivalent: equivalent != nil, content: content))
  }

  private mutating func takeLink(_ tag: HTMLTag) {
    let relations = (tag.attributes["rel"] ?? "").lowercased().split(separator: " ")
    if relations.contains("stylesheet") {
      add(.style, tag, "href")
    } else if relations.contains("preload") || relations.contains("modulepreload") {
      add(.preload, tag, "href")
    }
  }

  /// Adds a reference if the tag has one.
  @discardableResult
  private mutating func add(_ use: Page.Use, _ tag: HTMLTag, _ attribute: String) -> Bool {
    guard let written = tag.attributes[attribute] else { return false }
    guard references.count < Self.mostReferences else {
      isFull = true
      return true
    }
    let resolved = EndpointAddress.resolve(written, against: base)
    references.append(
      Page.Reference(
        use: use, written: String(written.prefix(2_000)), url: resolved?.url,
        site: resolved.flatMap { suffixes.registrableDomain(of: $0.host) },
        integrity: tag.attributes["integrity"], crossOrigin: tag.attributes["crossorigin"]))
    return true
  }
}
