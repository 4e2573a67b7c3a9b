import Model

/// A topic whose words a text uses.
struct TopicMatch: Sendable {
  let topic: Topic
  /// Which tokens of the text the matching phrases take.
  var positions: Set<Int>
  /// How much these tokens say.
  var weight: Double
}

/// The topics that a text is about.
struct TopicMatches: Sendable {
  /// Those whose phrases are in the text, none of them a part of another, the weightiest first.
  var meant: [TopicMatch] = []
  /// Those whose opposite is in the text.
  var opposed: [TopicMatch] = []

  /// Drops topics whose words are only a part of another's: "backups encrypted" is not "encrypted".
  static func largest(_ matches: [TopicMatch]) -> [TopicMatch] {
    matches.filter { match in
      !matches.contains {
        $0.positions.isStrictSuperset(of: match.positions)
          || ($0.positions == match.positions && $0.weight > match.weight)
      }
    }.sorted { ($1.weight, $0.topic.id) < ($0.weight, $1.topic.id) }
  }
}
