import Model
import Resources
import StructuredData

/// The subjects of buyers' questions that ship, and how the words of questions are read.
package struct TopicLibrary: Sendable {
  private static let folder = "Policies/topics"
  private static let vocabularyPath = "Policies/vocabulary.yaml"

  private let library: ResourceLibrary
  private let patterns: any PatternMatching

  package init(_ library: ResourceLibrary, patterns: any PatternMatching) {
    self.library = library
    self.patterns = patterns
  }

  /// The identifiers of all of them, sorted; none when the shipped files cannot be read.
  var identifiers: [String] { ((try? topics()) ?? []).map(\.id).sorted() }

  /// Every topic, in the order of the files.
  ///
  /// - Throws: `Diagnostics` when a shipped file is not what it should be, or none is there.
  package func topics() throws(Diagnostics) -> [Topic] {
    var topics: [Topic] = []
    var problems: [Diagnostic] = []
    var known: Set<String> = []
    for path in library.paths(in: Self.folder) where path.hasSuffix(".yaml") {
      let arguments = try arguments(path, PostureDefinitions.topicFile, as: "a file of topics")
      for node in arguments.nodes("topics") {
        let topic = Self.topic(node)
        if known.insert(topic.id).inserted {
          topics.append(topic)
        } else {
          problems.append(
            Diagnostic(
              "the topic \"\(topic.id)\" is defined twice",
              at: Location(path: path, span: node.span)))
        }
      }
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
    guard !topics.isEmpty else {
      throw Diagnostics([Diagnostic("no topic is there", at: Location(path: Self.folder))])
    }
    return topics
  }

  /// How the words of questions are read.
  ///
  /// - Throws: `Diagnostics` when the shipped file is not what it should be.
  package func vocabulary() throws(Diagnostics) -> TopicVocabulary {
    let arguments = try arguments(
      Self.vocabularyPath, PostureDefinitions.vocabulary, as: "a vocabulary")
    var vocabulary = TopicVocabulary()
    vocabulary.synonyms = arguments.nodes("synonyms").map {
      .init(word: $0["word"]?.scalarText ?? "", means: Self.texts($0["means"]))
    }
    vocabulary.neutral = arguments.texts("neutral")
    vocabulary.narrowing = arguments.texts("narrowing")
    vocabulary.actors = arguments.texts("actors")
    for node in arguments.nodes("broader") {
      vocabulary.broader[node["word"]?.scalarText ?? ""] = Self.texts(node["within"])
    }
    vocabulary.negations = arguments.texts("negations")
    return vocabulary
  }

  private func arguments(
    _ path: String, _ fields: [Field], as what: String
  ) throws(Diagnostics) -> Arguments {
    let file = PolicyFile(path: path)
    guard let bytes = library.bytes(path) else { throw file.failure("no such file") }
    let node = try file.document(of: bytes, expecting: what)
    var decoder = FieldDecoder(path: path, patterns: patterns)
    guard let arguments = decoder.decode(node, fields: fields, as: what) else {
      throw Diagnostics(decoder.diagnostics)
    }
    return arguments
  }

  private static func topic(_ node: Node) -> Topic {
    var requirements: [String: [String]] = [:]
    for entry in node["maps-to"]?.entries ?? [] { requirements[entry.key] = texts(entry.value) }
    return Topic(
      id: node["id"]?.scalarText ?? "", title: node["title"]?.scalarText ?? "",
      phrases: texts(node["phrases"]), hints: texts(node["hints"]),
      opposites: texts(node["opposites"]), requirements: requirements)
  }

  private static func texts(_ node: Node?) -> [String] {
    (node?.elements ?? []).compactMap(\.scalarText)
  }
}
