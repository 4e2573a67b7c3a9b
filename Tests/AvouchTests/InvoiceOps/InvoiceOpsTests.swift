import Model
import TestSupport
import Testing

/// The example posture holds over what it stands for, and each fault turns exactly what states it.
@Suite(.invoiceOpsTemplate) struct InvoiceOpsTests {
  @Test func `the example holds`() throws {
    let run = try InvoiceOpsDeployment().check()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.isEmpty)
    let outcome = try DeploymentOutcome(json: run.output)
    #expect(outcome.gate.outcome == "holds")
    #expect(outcome.verdicts == InvoiceOpsVerdicts.whole(of: outcome.verdicts.keys))
    #expect(outcome.postureFindings.isEmpty)
    let wording = outcome.controls.flatMap(\.wording).map(\.message)
    #expect(wording == [])
  }

  @Test func `faults have names of their own`() {
    #expect(Set(InvoiceOpsFault.all.map(\.name)).count == InvoiceOpsFault.all.count)
    #expect(InvoiceOpsFault.all.count >= 25)
  }

  @Test(arguments: InvoiceOpsFault.all)
  func `one fault turns what states it`(fault: InvoiceOpsFault) throws {
    let deployment = try InvoiceOpsDeployment()
    try fault.breaks(deployment)
    let run = try deployment.check()
    try #require(!run.output.isEmpty, "\(run.errors)")
    let outcome = try DeploymentOutcome(json: run.output)
    let expected = InvoiceOpsVerdicts.whole(of: outcome.verdicts.keys)
      .merging(fault.turns.mapValues(\.rawValue)) { $1 }
    let differences = outcome.controls.filter { expected[$0.id] != $0.verdict }.map {
      "\($0.id) is \($0.verdict), expected \(expected[$0.id] ?? "none"): \($0.reasons)"
    }
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
    #expect(run.status == fault.exit)
    // What is only planned is not there yet.
    let inPlace = outcome.controls.filter { $0.verdict != "planned" }
    let findings = (inPlace.flatMap(\.findings) + outcome.postureFindings).filter {
      !["all-of", "roadmap"].contains($0.check) && !InvoiceOpsVerdicts.isAccepted($0, after: fault)
    }
    let places = findings.map { finding in
      finding.location.path ?? "url /"
        + (finding.location.url?.split(separator: "/", omittingEmptySubsequences: false) ?? [])
        .dropFirst(3).joined(separator: "/")
    }
    #expect(Set(places) == fault.places, "\(findings.map(\.message))")
  }
}
