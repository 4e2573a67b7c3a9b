import Model
import TestSupport
import Testing

@Suite struct CVSSVectorTests {
  /// Scores of the examples of the specifications and their example documents.
  static let scores: [(vector: String, score: Double, severity: Severity)] = [
    // Version 2: guide, section 3.3 (CVE-2002-0392, CVE-2003-0818, CVE-2003-0062).
    ("AV:N/AC:L/Au:N/C:N/I:N/A:C", 7.8, .high), ("(AV:N/AC:L/Au:N/C:C/I:C/A:C)", 10, .high),
    ("AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C", 6.2, .medium),
    ("AV:L/AC:H/Au:M/C:N/I:N/A:N", 0, .low),
    // Version 3.1: example document.
    ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4, .medium),
    ("CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1, .low),
    ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", 7.5, .high),
    ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8, .critical),
    ("CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H", 9.9, .critical),
    ("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10, .critical),
    ("CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 6.8, .medium),
    ("CVSS:3.1/AV:L/AC:L/PR:H/UI:N/S:U/C:L/I:L/A:L/E:U/RL:O/RC:U/MAV:P", 4.2, .medium),
    ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0, .info),
    // Version 4.0: example document and specification.
    ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H", 10, .critical),
    ("CVSS:4.0/AV:L/AC:L/AT:P/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.3, .high),
    ("CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", 7.7, .high),
    ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N/E:U/U:Red", 8.8, .high),
    ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N", 0, .info),
  ]

  @Test(arguments: scores)
  func `a vector has the score of its specification`(
    _ text: String, _ score: Double, _ severity: Severity
  ) throws {
    let vector = try #require(CVSSVector(text))
    #expect(vector.baseScore == score)
    #expect(vector.severity == severity)
  }

  @Test(arguments: [
    "", "7.5", "CVSS:3.1", "CVSS:3.2/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/A:H",
    "CVSS:3.1/AV:X/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/",
    "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:Z", "cvss:3.1/av:n", "AV:N/AC:L/Au:N/C:N/I:N",
    "CVSS:2.0/AV:N/AC:L/Au:N/C:N/I:N/A:C", "CVSS:4.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:S/SA:H", "((", "(", "/", ":",
  ])
  func `a malformed vector is unknown`(_ text: String) {
    #expect(CVSSVector(text) == nil)
    #expect(AdvisorySeverity(type: "CVSS_V3", score: text).rating == nil)
  }

  /// A metric that gets worse never makes the score smaller.
  @Test func `scores rise with every metric`() throws {
    let better = "CVSS:4.0/AV:P/AC:H/AT:P/PR:H/UI:A/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N"
    let worst = ["AV": "N", "AC": "L", "AT": "N", "PR": "N", "UI": "N"]
    var random = SplitMix64(seed: 31)
    for _ in 0..<40 {
      var parts = better.split(separator: "/").map(String.init)
      var last = 0.0
      for index in Array(parts.indices.dropFirst()).shuffled(using: &random) {
        let name = String(parts[index].prefix(2))
        parts[index] = "\(name):\(worst[name] ?? "H")"
        let score = try #require(CVSSVector(parts.joined(separator: "/"))).baseScore
        #expect(score >= last, "\(parts)")
        last = score
      }
      #expect(last == 10)
    }
  }

  @Test func `the highest rating counts, and a word only without a vector`() {
    let low = AdvisorySeverity(
      type: "CVSS_V3", score: "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N")
    let high = AdvisorySeverity(type: "CVSS_V2", score: "AV:N/AC:L/Au:N/C:N/I:N/A:C")
    func advisory(_ severities: [AdvisorySeverity], _ word: String?) -> Advisory {
      Advisory(
        id: "A-1", modified: Instant(seconds: 0), severities: severities, ratingWord: word,
        affected: [])
    }
    #expect(advisory([low, high], nil).severity == .high)
    #expect(advisory([low], "CRITICAL").severity == .low)
    #expect(advisory([], "MODERATE").severity == .medium)
    #expect(advisory([], "unheard of").severity == nil)
    #expect(
      advisory([AdvisorySeverity(type: "Ubuntu", score: "negligible")], nil).severity == .info)
    #expect(AdvisorySeverity(type: "SSVC", score: "Act").rating == nil)
    #expect(high.baseScore == 7.8)
    let package = AffectedPackage(ecosystem: "npm", name: "a", severities: [high])
    #expect(advisory([low], nil).severity(for: package) == .high)
  }

  @Test func `broken vectors are read or refused`() {
    var random = SplitMix64(seed: 32)
    for round in 0..<4_000 {
      let text = Self.scores[round % Self.scores.count].vector
      let broken = HostileText.mutated(Array(text.utf8), &random)
      if let vector = CVSSVector(String(decoding: broken, as: UTF8.self)) {
        #expect((0...10).contains(vector.baseScore))
      }
    }
  }
}
