import Collectors
import Model
import TestSupport
import Testing

struct CommentAllowanceTests {
  private let token = SecretTesting.githubToken
  private let rule = "github-personal-token"

  private func isAllowed(_ text: String) throws -> [Bool] {
    try SecretScanner(try SecretTesting.rules.get(), fingerprintKey: SecretTesting.key)
      .scan(Array(text.utf8)).secrets.map(\.isAllowed)
  }

  @Test(arguments: [
    "a = TOKEN # avouch:allow RULE made up for this test",
    "// avouch:allow RULE a sample\na = TOKEN",
    "/* avouch:allow RULE documented sample */ a = TOKEN",
    "<!-- avouch:allow RULE why -->\r\nTOKEN",
  ])
  func `a comment on its line or the one above allows it`(_ form: String) throws {
    let text = form.replacing("TOKEN", with: token).replacing("RULE", with: rule)
    #expect(try isAllowed(text) == [true])
  }

  @Test(arguments: [
    "a = TOKEN # avouch:allow RULE", "a = TOKEN /* avouch:allow RULE */",
    "a = TOKEN # avouch:allow slack-token a reason", "a = TOKEN # avouch:allow a reason",
    "# avouch:allow RULE a reason\n\na = TOKEN", "a = TOKEN\n# avouch:allow RULE a reason",
    "a = TOKEN # avouch:allow RULE-2 a reason", "a = TOKEN # avouch: allow RULE a reason",
  ])
  func `without a reason, for another rule or elsewhere it does not`(_ form: String) throws {
    let text = form.replacing("TOKEN", with: token).replacing("RULE", with: rule)
    #expect(try isAllowed(text) == [false])
  }

  @Test func `a comment of a later version allows the earlier ones at its path`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token)\n", "b.txt": "x \(token)\n"])
    try repository.commit(["a.txt": "x \(token) # avouch:allow \(rule) a sample of the docs\n"])
    let scan = try SecretTesting.collect(repository.path)
    #expect(scan.matches.map(\.location.path) == ["b.txt"])
    #expect(scan.exceptions.byComment == 1)
  }

  @Test func `a line of megabytes is not searched to its end`() throws {
    let filler = String(repeating: "x ", count: 500_000)
    let text = "avouch:allow \(rule) why " + filler + token + " " + filler
    #expect(try isAllowed(text) == [false])
  }

  @Test func `a comment hides no other secret on its line`() throws {
    let other = "gh" + "p_NuNORxbguTRGX1EciFuTjXUPUT7sgV1Rry0n"
    let comment = "# avouch:allow \(rule) a sample of the docs"
    #expect(try isAllowed("a = \(token), \(other) \(comment)") == [false, false])
    #expect(try isAllowed("a = \(token), \(token) \(comment)") == [true, true])
    #expect(try isAllowed("a = \(token) \(SecretTesting.awsKey) \(comment)") == [true, false])
    #expect(try isAllowed("\(comment)\na = \(token)\nb = \(other)") == [true, false])
  }

  @Test func `two comments on one line allow one rule each`() throws {
    let comments = "# avouch:allow \(rule) a sample avouch:allow aws-access-key a sample too"
    #expect(try isAllowed("a = \(token) \(SecretTesting.awsKey) \(comments)") == [true, true])
  }

  @Test func `comments can be forbidden`() throws {
    let repository = try TemporaryRepository()
    try repository.commit(["a.txt": "x \(token) # avouch:allow \(rule) a sample of the docs\n"])
    let settings = SecretScanSettings(obeysComments: false)
    let scan = try SecretTesting.collect(repository.path, settings: settings)
    #expect(scan.matches.map(\.location.path) == ["a.txt"])
    #expect(scan.exceptions.byComment == 0)
  }
}
