import Model
import Reports

/// A question as it is compared with controls.
struct QuestionReading: Sendable {
  /// Longer texts are not read to their end and need a person.
  private static let longestText = 4_000
  private static let followUps = [
    "if yes", "if so", "if no", "if not", "if applicable", "if available", "please describe",
    "please explain", "please provide", "please elaborate", "please attach", "please specify",
    "please list", "please comment", "please give", "explain your answer", "provide details",
    "describe in", "see also", "yes or no", "yes no",
  ]

  /// What the words ask, without invitations to add a comment.
  let text: WordedText
  let form: QuestionForm
  /// The words as a key: the same question in another file gives the same.
  let key: String
  let isCut: Bool

  init(_ question: String, lexicon: Lexicon) {
    let cleaned = PlainText.cleaned(question, limit: Self.longestText)
    let sentences = Self.sentences(of: cleaned)
    let asking = sentences.enumerated().filter { index, sentence in
      index == 0 || !Self.isFollowUp(sentence)
    }.map(\.element)
    text = lexicon.read(asking.joined(separator: " "))
    let forms = asking.map { QuestionForm(WordSplitter.words(String($0), limit: 12).words) }
    // One open question among several makes yes no answer.
    form = forms.first { $0 != .closed } ?? .closed
    key = WordSplitter.words(cleaned, limit: 400).words.joined(separator: " ")
    isCut = text.isCut || question.unicodeScalars.count > Self.longestText
  }

  private static func isFollowUp(_ sentence: Substring) -> Bool {
    let words = WordSplitter.words(String(sentence), limit: 4).words.joined(separator: " ")
    return followUps.contains { words == $0 || words.hasPrefix($0 + " ") }
  }

  /// Cut behind question marks, exclamation marks, semicolons, and full stops before a space.
  private static func sentences(of text: String) -> [Substring] {
    var sentences: [Substring] = []
    var start = text.startIndex
    var index = start
    while index < text.endIndex {
      let next = text.index(after: index)
      let endsSentence =
        "?!;".contains(text[index])
        || (text[index] == "." && (next == text.endIndex || text[next] == " "))
      if endsSentence {
        sentences.append(text[start..<next])
        start = next
      }
      index = next
    }
    if start < text.endIndex { sentences.append(text[start...]) }
    return sentences.filter { $0.contains { $0.isLetter } }
  }
}
