import Model

/// The files by which questions are understood.
extension PostureDefinitions {
  package static let topicFile: [Field] = [
    Field("topics", .list(of: .object(topic)), required: true, "The subjects of questions.")
  ]

  package static let topic: [Field] = [
    Field("id", .identifier, required: true, "Unique identifier, as controls name it."),
    Field("title", .text, required: true, "What it is about, in a few words."),
    Field(
      "phrases", .list(of: .text), required: true,
      "Words that mean it: a control that holds answers a question in these words with yes."),
    Field("hints", .list(of: .text), "Words by which a question about it is found."),
    Field(
      "opposites", .list(of: .text),
      "Words that ask for the opposite: a control that holds answers them with no."),
    Field(
      "maps-to", .mapping(of: .list(of: .text)), "Requirements that ask about it, by framework."),
  ]

  package static let vocabulary: [Field] = [
    Field(
      "synonyms", .list(of: .object(synonyms)), required: true,
      "Words and phrases that say the same."),
    Field("neutral", .list(of: .text), required: true, "Words that ask for nothing by themselves."),
    Field(
      "narrowing", .list(of: .text), required: true,
      "Words that only narrow what a statement about all of something says."),
    Field("actors", .list(of: .text), required: true, "Who acts."),
    Field("broader", .list(of: .object(broader)), "Actors with those that include them."),
    Field("negations", .list(of: .text), required: true, "Words that turn a sentence round."),
  ]

  static let synonyms: [Field] = [
    Field("word", .text, required: true, "The word that stands for all of them."),
    Field("means", .list(of: .text), required: true, "The others."),
  ]

  static let broader: [Field] = [
    Field("word", .text, required: true, "The actor."),
    Field("within", .list(of: .text), required: true, "Those that include it."),
  ]
}
