import Model
import TestSupport
import Testing

/// A whole system holds, and each fault turns exactly the controls that state what it breaks.
@Suite(.deploymentTemplate) struct DeploymentTests {
  /// The exception that is accepted: the one finding of the deployment as it stands.
  private static let accepted = "15875cebfb7de72950e97c8c700189a334afe394235f7b6fe4bf740977c80db6"

  @Test func `the whole deployment holds`() throws {
    let run = try ReferenceDeployment().check()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let outcome = try DeploymentOutcome(json: run.output)
    #expect(outcome.gate.outcome == "holds" && outcome.gate.deciding.isEmpty)
    #expect(outcome.verdicts == DeploymentVerdicts.whole.mapValues(\.rawValue))
    #expect(outcome.controls.flatMap(\.findings).map(\.fingerprint) == [Self.accepted])
    #expect(outcome.postureFindings.isEmpty)
  }

  @Test func `faults have names of their own`() {
    #expect(Set(DeploymentFault.all.map(\.name)).count == DeploymentFault.all.count)
  }

  @Test(arguments: DeploymentFault.all)
  func `one fault turns what states it`(fault: DeploymentFault) throws {
    let deployment = try ReferenceDeployment()
    try fault.breaks(deployment)
    let run = try deployment.check()
    try #require(!run.output.isEmpty, "\(run.errors)")
    let outcome = try DeploymentOutcome(json: run.output)
    expectVerdicts(of: outcome, after: fault)
    #expect(run.status == fault.exit)
    #expect(outcome.gate.exitCode == fault.exit)
    #expect(outcome.postureFindings.map(\.rule) == fault.aboutPosture)
    try expectPlaces(of: outcome, after: fault, in: deployment)
    let reasons = outcome.controls.filter { fault.turns[$0.id] != nil }.flatMap(\.reasons)
    for reason in fault.reasons {
      #expect(reasons.contains { $0.contains(reason) }, "\(reason) is none of \(reasons)")
    }
  }

  @Test(arguments: DeploymentMistake.all)
  func `a mistake in the files is an error at its place`(mistake: DeploymentMistake) throws {
    let deployment = try ReferenceDeployment()
    try mistake.makes(deployment)
    let run = try deployment.check()
    #expect(run.status == 2 && run.output.isEmpty)
    let place = try Spot(mistake.place, in: deployment)
    let errors = run.errors.split(separator: "\n").filter { $0.contains(": error: ") }
    #expect(errors.count == 1, "\(run.errors)")
    #expect(errors.first?.hasPrefix("\(place):") == true, "\(place) is not in \(run.errors)")
    #expect(run.errors.contains(mistake.message), "\(run.errors)")
    #expect(run.errors.hasSuffix("1 error; nothing was checked.\n"))
  }

  private func expectVerdicts(of outcome: DeploymentOutcome, after fault: DeploymentFault) {
    let expected = DeploymentVerdicts.whole.merging(fault.turns) { $1 }
    let differences = outcome.controls.compactMap { control -> String? in
      let wanted = expected[control.id]?.rawValue
      guard wanted != control.verdict else { return nil }
      return "\(control.id) is \(control.verdict), expected \(wanted ?? "none"): \(control.reasons)"
    }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    #expect(outcome.controls.count == expected.count)
  }

  private func expectPlaces(
    of outcome: DeploymentOutcome, after fault: DeploymentFault, in deployment: ReferenceDeployment
  ) throws {
    let rollUps = ["all-of", "any-of"]
    let findings = outcome.controls.flatMap(\.findings).filter {
      $0.fingerprint != Self.accepted && !rollUps.contains($0.check)
    }
    let found = Set((findings + outcome.postureFindings).map(\.location).map(Spot.init))
    let expected = Set(try fault.places.map { try Spot($0, in: deployment) })
    let shown = (findings + outcome.postureFindings).map { "\(Spot($0.location)): \($0.message)" }
    #expect(found == expected, "\(shown.joined(separator: "\n"))")
  }
}

/// The path of a file or of a URL, and the line where there is one.
private struct Spot: Hashable, CustomStringConvertible {
  let path: String
  let line: Int?

  var description: String { path + (line.map { ":\($0)" } ?? "") }

  init(_ place: DeploymentOutcome.Finding.Place) {
    line = place.line
    // Each run has a port of its own.
    let address = place.url?.split(separator: "/", omittingEmptySubsequences: false) ?? []
    path = place.path ?? "url /" + address.dropFirst(3).joined(separator: "/")
  }

  init(_ place: DeploymentFault.Place, in deployment: ReferenceDeployment) throws {
    switch place {
    case .url(let path): (self.path, line) = ("url " + path, nil)
    case .file(let path): (self.path, line) = (path, nil)
    case .pastLine(let path, let line): (self.path, self.line) = (path, line)
    case .line(let path, let text):
      let whole = try deployment.text(of: path)
      let ranges = whole.ranges(of: text)
      try #require(ranges.count == 1, "\(text) must stand once in \(path)")
      let start = ranges.first?.lowerBound ?? whole.startIndex
      (self.path, line) = (path, whole[..<start].count { $0 == "\n" } + 1)
    }
  }
}
