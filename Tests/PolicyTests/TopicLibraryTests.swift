import Model
import Policy
import Resources
import Systems
import Testing

struct TopicLibraryTests {
  let library = TopicLibrary(Workspace.shipped, patterns: PatternMatcher())

  @Test("every shipped topic has phrases, and its requirements are those of shipped frameworks")
  func shipped() throws {
    let topics = try library.topics()
    #expect(topics.count >= 150)
    #expect(Set(topics.map(\.id)).count == topics.count)
    let frameworks = FrameworkLibrary(Workspace.shipped)
    for topic in topics {
      #expect(!topic.title.isEmpty && !topic.phrases.isEmpty, "\(topic.id)")
      for (name, ids) in topic.requirements {
        let framework = try #require(
          try frameworks.framework(name, patterns: PatternMatcher()), "\(topic.id): \(name)")
        let known = Set(framework.requirements.map(\.id))
        #expect(!ids.isEmpty && known.isSuperset(of: ids), "\(topic.id): \(name)")
      }
    }
  }

  @Test("both editions of the Cloud Controls Matrix are told apart")
  func editions() throws {
    let notice = try #require(
      try library.topics().first { $0.id == "breach-notify-customers" })
    // SEF-07 of 4.0 is SEF-08 of 4.1, where SEF-07 is about the management of incidents.
    #expect(notice.requirements["ccm4"] == ["SEF-07"])
    #expect(notice.requirements["ccm41"]?.contains("SEF-07") == false)
  }

  @Test("the vocabulary has every list")
  func vocabulary() throws {
    let words = try library.vocabulary()
    #expect(words.synonyms.contains { $0.word == "mfa" && $0.means.contains("2fa") })
    #expect(words.neutral.contains("please") && words.narrowing.contains("sensitive"))
    #expect(words.negations.contains("not") && words.actors.contains("staff"))
    #expect(words.broader["administrator"] == ["staff"])
  }

  @Test("a library without topics, or with one twice, says so")
  func broken() throws {
    let empty = TopicLibrary(ResourceLibrary(folder: "/nonexistent"), patterns: PatternMatcher())
    #expect(throws: Diagnostics.self) { try empty.topics() }
    #expect(throws: Diagnostics.self) { try empty.vocabulary() }
  }
}
