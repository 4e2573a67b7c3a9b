import Model
import StructuredData

/// Reads what `avouch check -f json` wrote, so that a document can be made from it later.
package struct RecordedAssessment {
  /// Far above any assessment; a file past it is not one.
  package static let largest = 256 << 20
  private static let schema = "avouch-assessment/1"
  private static let limits = ParseLimits(
    maximumBytes: largest, maximumDepth: 60, maximumNodes: 20_000_000)

  /// The frameworks that ship, for the requirements of those that were used.
  private let frameworks: (_ id: String) throws(Diagnostics) -> Framework?

  package init(frameworks: @escaping (_ id: String) throws(Diagnostics) -> Framework?) {
    self.frameworks = frameworks
  }

  /// The assessment as it was recorded.
  ///
  /// - Throws: what is wrong with it and where; also when it was written for another audience than
  ///   the organization itself, because what is withheld cannot be judged again.
  package func read(_ bytes: [UInt8], path: String) throws(Diagnostics) -> Assessment {
    let documents = try StructuredParser.parse(bytes, as: .json, path: path, limits: Self.limits)
    let top = RecordedValue(
      node: documents.first ?? Node(.null, at: .start), name: "", path: path)
    let schema = try top.member("schema")
    guard try schema.text() == Self.schema else {
      throw schema.failure("expected \"\(Self.schema)\", as \"avouch check -f json\" writes it")
    }
    guard try top.text("audience") == Control.Audience.internal.rawValue,
      let policy = try top.optional("gatePolicy", Self.policy)
    else {
      throw try top.member("audience").failure(
        "expected internal: what is withheld from an audience cannot be judged again")
    }
    let tool = try top.member("tool")
    let gate = try top.member("gate")
    return Assessment(
      toolVersion: try tool.text("version"), assessedAt: try top.member("assessedAt").instant(),
      organization: try Self.organization(top.member("organization")),
      posturePath: try top.text("posture"), targets: try top.list("targets", Self.target),
      frameworks: try top.list("frameworks", framework),
      controls: try top.list("controls", RecordedControl.read),
      postureFindings: try top.list("postureFindings", RecordedControl.finding),
      waivers: try top.list("waivers", Self.waiverUse),
      gate: GateDecision(
        outcome: try gate.word("outcome"), deciding: try gate.texts("deciding"),
        adjustments: try gate.texts("adjustments")),
      ledger: try top.optional("ledger") { (mark) throws(Diagnostics) in
        LedgerMark(run: try mark.number("run"), digest: try mark.text("digest"))
      },
      gatePolicy: policy,
      subprocessors: try top.optional("subprocessors", Self.subprocessors))
  }

  private func framework(_ value: RecordedValue) throws(Diagnostics) -> Framework {
    let id = try value.text("id")
    let version = try value.text("version")
    guard let known = try frameworks(id) else {
      throw value.failure("this avouch ships no framework \"\(id.prefix(60))\"")
    }
    guard known.version == version else {
      throw value.failure(
        "it was assessed against \(id) \(version.prefix(60)), and this avouch ships "
          + "\(known.version); use the version that assessed it")
    }
    return known.excluding(
      try value.list("notApplicable") { (item) throws(Diagnostics) in
        Framework.Exclusion(
          requirement: try item.text("requirement"), reason: try item.text("reason"))
      })
  }

  private static func organization(_ value: RecordedValue) throws(Diagnostics) -> Organization {
    Organization(
      name: try value.text("name"), product: try value.optionalText("product"),
      environment: try value.optionalText("environment"),
      website: try value.optionalText("website"),
      securityContact: try value.optionalText("securityContact"))
  }

  private static func target(_ value: RecordedValue) throws(Diagnostics) -> TargetSummary {
    TargetSummary(
      name: try value.text("name"), kind: try value.text("kind"), label: try value.text("label"),
      unavailable: try value.optionalText("unavailable"))
  }

  private static func policy(_ value: RecordedValue) throws(Diagnostics) -> GatePolicy {
    GatePolicy(
      failOn: try value.word("failOn"), allowUnmeasured: try value.texts("allowUnmeasured"),
      overdueFails: try value.boolean("overdueFails"),
      expiredFails: try value.boolean("expiredFails"))
  }

  private static func waiverUse(_ value: RecordedValue) throws(Diagnostics) -> WaiverUse {
    WaiverUse(
      waiver: try RecordedControl.waiver(value.member("waiver")), state: try value.word("state"),
      findings: try value.number("findings"))
  }

  private static func subprocessors(
    _ value: RecordedValue
  ) throws(Diagnostics) -> SubprocessorList {
    SubprocessorList(
      notice: try value.optional("notice", RecordedControl.span),
      announced: try value.optionalText("announced"),
      entries: try value.list("list") { (item) throws(Diagnostics) in
        SubprocessorList.Entry(
          name: try item.text("name"), purpose: try item.text("purpose"),
          data: try item.texts("data"), countries: try item.texts("countries"),
          since: try item.optional("since") { (day) throws(Diagnostics) in try day.day() },
          transfer: try item.optionalText("transfer"), website: try item.optionalText("website"),
          audience: try item.word("audience"), controls: try item.texts("controls"))
      })
  }
}
