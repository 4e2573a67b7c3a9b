import Model

/// Writes a first posture from a survey: it states only what was seen, and plans what was not.
struct StarterPosture {
  let survey: FolderSurvey
  let today: CalendarDate

  /// The text of `avouch.yaml`, with a comment for everything a person should decide.
  var text: String {
    (head + targets + records + frameworks + gate + ["", "controls:"]
      + controls.joined(separator: [""])).joined(separator: "\n") + "\n"
  }

  private var head: [String] {
    [
      "# The security posture of \(survey.name): what is stated, and how it is checked.",
      "# \"avouch check\" assesses it, \"avouch report\" writes the document for a buyer,",
      "# \"avouch lint\" checks this file alone.",
      "avouch: 1",
      "organization:",
      "  name: \(quoted(survey.name))",
      "  # Who answers when someone reports a hole:",
      "  # security-contact: security@your-domain",
      "",
    ]
  }

  private var targets: [String] {
    var lines = [
      "targets:", "  code: \(survey.isRepository ? "{ repository: . }" : "{ files: . }")",
    ]
    guard !survey.endpoints.isEmpty else {
      return lines + [
        "  # A live origin is asked only when you declare it:",
        "  # web: { url: \"https://your-domain\", paths: [/, /does-not-exist] }", "",
      ]
    }
    lines.append(
      "  # Named in this project's configuration. Take the comment away to have it asked:")
    for (index, endpoint) in survey.endpoints.enumerated() {
      let name = index == 0 ? "web" : "web-\(index + 1)"
      lines.append(
        "  # \(name): { url: \(quoted(endpoint.origin)), paths: [/, /does-not-exist] }"
          + "   # from \(endpoint.source)")
    }
    return lines + [""]
  }

  private var records: [String] {
    survey.registers.isEmpty ? [] : ["records: records/", ""]
  }

  private var frameworks: [String] {
    [
      "# The catalogues that \"maps-to\" names; \"avouch schema\" and the reference list the others.",
      "frameworks: [soc2, iso27001]", "",
    ]
  }

  private var gate: [String] {
    [
      "gate:", "  # Controls below this severity are reported and do not stop a deployment.",
      "  fail-on: medium",
    ]
  }

  private var controls: [[String]] {
    var all: [[String]] = []
    if survey.isRepository { all.append(secrets) }
    all.append(securityPolicy)
    if let licence = survey.licence { all.append(licenceControl(licence)) }
    if !survey.manifests.isEmpty { all.append(lockfiles) }
    if !survey.workflows.isEmpty { all.append(workflowPermissions) }
    if let endpoint = survey.endpoints.first { all.append(headers(endpoint)) }
    all.append(limitation)
    return all
  }

  private var secrets: [String] {
    [
      "  - id: repository.no-secrets",
      "    title: No secrets in the history",
      "    statement: The repository's history holds no credentials.",
      "    severity: critical",
      "    maps-to: { soc2: [CC6.1], iso27001: [A.8.4] }",
      "    checks:",
      "      - secrets: { target: code }",
    ]
  }

  private var securityPolicy: [String] {
    if let path = survey.securityPolicy {
      return [
        "  - id: disclosure.policy",
        "    title: How to report a vulnerability",
        "    statement: A security policy says how to report a vulnerability.",
        "    severity: medium",
        "    checks:",
        "      - file: { path: \(quoted(path)), target: code }",
      ]
    }
    return [
      "  # There is no SECURITY.md here yet. It is published as planned, and is overdue after its date.",
      "  - id: disclosure.policy",
      "    title: How to report a vulnerability",
      "    kind: planned",
      "    statement: A security policy will say how to report a vulnerability.",
      "    severity: medium",
      "    due: \(today.adding(days: 30).description)",
      "    checks:",
      "      - file: { path: SECURITY.md, target: code }",
    ]
  }

  private func licenceControl(_ path: String) -> [String] {
    [
      "  - id: repository.licence",
      "    title: Licence",
      "    statement: The repository states the licence of its code.",
      "    severity: low",
      "    checks:",
      "      - file: { path: \(quoted(path)), target: code }",
    ]
  }

  private var lockfiles: [String] {
    [
      "  # Seen: \(listed(survey.manifests + survey.lockfiles))",
      "  - id: dependencies.locked",
      "    title: Dependencies are locked",
      "    statement: Dependencies are installed from a lockfile that agrees with its manifest.",
      "    severity: medium",
      "    maps-to: { soc2: [CC8.1] }",
      "    checks:",
      "      - packages: { target: code, lockfile: true }",
    ]
  }

  private var workflowPermissions: [String] {
    [
      "  - id: pipeline.token-permissions",
      "    title: Workflow tokens are limited",
      "    statement: Every workflow states the permissions of its token.",
      "    severity: medium",
      "    checks:",
      "      - config:",
      "          target: code",
      "          files: [\".github/workflows/*.yml\", \".github/workflows/*.yaml\"]",
      "          assert:",
      "            - { path: permissions, present: true }",
    ]
  }

  private func headers(_ endpoint: FolderSurvey.NamedEndpoint) -> [String] {
    [
      "  # Take the comment away together with the target \"web\" above.",
      "  # - id: transport.headers",
      "  #   title: Browser protections",
      "  #   statement: Every page is served with HSTS for at least {minimum} and without sniffing.",
      "  #   parameters: { minimum: 180d }",
      "  #   checks:",
      "  #     - headers:",
      "  #         target: web",
      "  #         expect:",
      "  #           strict-transport-security: { minimum: \"{minimum}\" }",
      "  #           x-content-type-options: nosniff",
    ]
  }

  private var limitation: [String] {
    [
      "  # Say what is not covered, too: a reader believes the rest more.",
      "  - id: limits.no-audit-report",
      "    title: No audit report",
      "    kind: limitation",
      "    statement: No independent audit report such as SOC 2 or ISO/IEC 27001 covers this project.",
    ]
  }

  private func listed(_ paths: [String]) -> String {
    let shown = paths.sorted().prefix(4).map(printable)
    let more = paths.count > shown.count ? " and \(paths.count - shown.count) more" : ""
    return shown.joined(separator: ", ") + more
  }

  /// A file's name may hold a line break, which would end the comment it stands in.
  private func printable(_ text: String) -> String {
    String(text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.map(Character.init))
  }

  /// A YAML double-quoted scalar (YAML 1.2.2 section 7.3.1).
  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in printable(text).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    // Braces would be read as a parameter.
    return quoted.replacing("{", with: "{{").replacing("}", with: "}}") + "\""
  }
}
