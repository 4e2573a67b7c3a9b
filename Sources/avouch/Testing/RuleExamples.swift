import Collectors
import Model
import Resources

/// The examples that every shipped secret rule carries, run.
struct RuleExamples {
  let count: Int
  /// Rules that missed an example or took a look-alike; the examples are not shown.
  let faults: [String]

  /// - Throws: `Diagnostics` for rules that cannot be read, `CommandFailure` where none can be run.
  init(_ library: ResourceLibrary) throws {
    let rules = try SecretRules.load(from: library)
    let scanner: SecretScanner
    do throws(Unavailable) {
      scanner = try SecretScanner(rules, fingerprintKey: [])
    } catch {
      throw CommandFailure(error.reason)
    }
    var count = 0
    var faults: [String] = []
    for rule in rules.rules {
      let cases = rule.examples.match.map { ($0, true) } + rule.examples.noMatch.map { ($0, false) }
      for (number, (text, isMatch)) in cases.enumerated() {
        count += 1
        do throws(Unavailable) {
          let found = try scanner.scan(Array(text.utf8)).secrets
          let isFound = found.contains { rules.rules[$0.rule].id == rule.id }
          guard isFound != isMatch else { continue }
          faults.append(
            "\(rule.id): example \(number + 1) \(isMatch ? "is not found" : "is found and should not be")"
          )
        } catch {
          faults.append("\(rule.id): example \(number + 1): \(error.reason)")
        }
      }
    }
    guard count > 0 else { throw CommandFailure("no test ran: there are no secret rules here") }
    self.count = count
    self.faults = faults
  }
}
