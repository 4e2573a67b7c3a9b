import Collectors
import Foundation
import Model
import Resources
import Testing

struct SecretRulesTests {
  @Test func `enough rules for enough providers`() throws {
    let rules = try SecretTesting.rules.get().rules
    #expect(rules.count >= 250)
    #expect(Set(rules.map(\.provider)).count >= 150)
  }

  @Test(arguments: (try? SecretTesting.rules.get().rules.map(\.id)) ?? ["the rules cannot be read"])
  func `examples match, look-alikes do not`(_ id: String) throws {
    let rules = try SecretTesting.rules.get().rules
    let rule = try #require(rules.first { $0.id == id })
    #expect(!rule.examples.match.isEmpty)
    #expect(!rule.examples.noMatch.isEmpty)
    for example in rule.examples.match {
      let found = try SecretTesting.scan(example)
      #expect(found.contains(id), "\(id) does not match an example; found \(found)")
    }
    for example in rule.examples.noMatch {
      let found = try SecretTesting.scan(example)
      #expect(!found.contains(id), "\(id) matches a look-alike")
    }
  }

  @Test func `rule files and tests hold nothing that looks like a secret`() throws {
    let rules = try SecretTesting.rules.get()
    let scanner = try SecretScanner(rules, fingerprintKey: SecretTesting.key)
    for folder in ["Policies/secrets", "Tests/CollectorsTests/Secrets", "Tests/ChecksTests/Git"] {
      let root = SecretTesting.packageFolder + "/" + folder
      for name in try FileManager.default.subpathsOfDirectory(atPath: root)
      where name.hasSuffix(".yaml") || name.hasSuffix(".swift") {
        let bytes = try Array(Data(contentsOf: URL(filePath: root + "/" + name)))
        let found = try scanner.scan(bytes).secrets
        #expect(
          found.isEmpty,
          "\(folder)/\(name): \(found.map { "\(rules.rules[$0.rule].id) at \($0.span)" })")
      }
    }
  }

  @Test func `loading is quick`() throws {
    let library = ResourceLibrary(folder: SecretTesting.packageFolder)
    let time = try ContinuousClock().measure { _ = try SecretRules.load(from: library) }
    print("rules loaded in \(time)")
    #expect(time < .seconds(6))
  }
}
