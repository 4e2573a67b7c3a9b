import Foundation
import Model
import TestSupport
import Testing

extension DeploymentFault {
  /// Files of the repository.
  static let files: [DeploymentFault] = [
    DeploymentFault(
      "no security policy", turns: .violated("repository.security-policy"),
      at: [.file("SECURITY.md")]
    ) { try $0.remove("SECURITY.md") },
    DeploymentFault(
      "a section by another name", turns: .violated("repository.security-policy"),
      at: [.line("SECURITY.md", "## Reporting")]
    ) {
      try $0.edit("SECURITY.md", "Reporting a vulnerability", to: "Reporting vulnerabilities")
    },
    DeploymentFault(
      "a section in a comment", turns: .violated("repository.security-policy"),
      at: [.file("SECURITY.md")]
    ) {
      try $0.edit("SECURITY.md", "## Supported versions", to: "<!-- ## Supported versions -->")
    },
    DeploymentFault("no licence", turns: .violated("repository.licence"), at: [.file("LICENSE*")]) {
      try $0.remove("LICENSE")
    },
    DeploymentFault(
      "review by one", turns: .violated("code.guide"), at: [.file("docs/contributing.md")]
    ) { try $0.edit("docs/contributing.md", "two people", to: "one person") },
    DeploymentFault(
      "a guide that is to be written", turns: .violated("code.guide"),
      at: [.line("docs/contributing.md", "To be written")]
    ) { try $0.append("\n## Tests\n\nTo be written.\n", to: "docs/contributing.md") },
    DeploymentFault(
      "a guide without review", turns: .violated("code.guide", "promises.review"),
      at: [.line("docs/contributing.md", "# Reviewing")]
    ) { try $0.edit("docs/contributing.md", "## Review\n", to: "## Reviewing\n") },
    DeploymentFault(
      "an environment file", turns: .violated("code.no-environment-file"), at: [.file(".env")]
    ) { try $0.write(".env", "DEBUG=true\n") },
    DeploymentFault(
      "no pipeline",
      turns: .violated("repository.pipeline")
        + .unproven("pipeline.actions", "pipeline.permissions", "pipeline.scan"),
      at: [.file(".github/workflows/*")]
    ) { try $0.remove(".github/workflows") },
  ]

  /// What git tells.
  static let history: [DeploymentFault] = secrets + dates + repositories

  /// In two parts, so that this file itself holds no secret.
  private static let credential = "access = \"AKIA" + "Q3EGT7WZ4HNB2XKD\"\n"

  private static let secrets: [DeploymentFault] = [
    DeploymentFault(
      "a secret", turns: .violated("repository.no-secrets", "code.no-secrets-today"),
      at: [.line("deploy/upload.toml", "access")]
    ) { try $0.repository.commit(["deploy/upload.toml": "[store]\n" + credential]) },
    DeploymentFault(
      "a secret that was taken out again", turns: .violated("repository.no-secrets"),
      at: [.pastLine("deploy/upload.toml", 1)]
    ) {
      try $0.repository.commit(["deploy/upload.toml": credential])
      try $0.repository.commit(["deploy/upload.toml": nil])
    },
    DeploymentFault(
      "a secret on a side branch", turns: .violated("repository.no-secrets"),
      at: [.pastLine("deploy/upload.toml", 3)]
    ) {
      try $0.repository.git(["switch", "-q", "-c", "upload"])
      try $0.repository.commit(["deploy/upload.toml": "[store]\n\n" + credential])
      try $0.repository.git(["switch", "-q", "main"])
    },
    DeploymentFault(
      "a secret under a tag alone", turns: .violated("repository.no-secrets"),
      at: [.pastLine("deploy/upload.toml", 1)]
    ) {
      try $0.repository.commit(["deploy/upload.toml": credential])
      try $0.repository.git(["tag", "-a", "-m", "Try", "trial"])
      try $0.repository.git(["reset", "-q", "--hard", "HEAD~1"])
    },
    DeploymentFault(
      "a secret that was put aside", turns: .violated("repository.no-secrets"),
      at: [.pastLine("deploy/production.env", 6)]
    ) {
      try $0.append(credential, to: "deploy/production.env")
      try $0.repository.git(["stash", "-q"])
    },
    DeploymentFault(
      "a secret among the samples", turns: .violated("repository.no-secrets"),
      at: [.line("docs/samples/upload.toml", "access")]
    ) { try $0.repository.commit(["docs/samples/upload.toml": credential]) },
    DeploymentFault("a secret that is not committed", turns: [:], exit: 0) {
      try $0.append("# " + credential, to: "deploy/production.env")
    },
  ]

  private static let dates: [DeploymentFault] = [
    DeploymentFault(
      "a runbook of long ago", turns: .violated("code.runbook"), at: [.file("docs/runbook.md")]
    ) { try $0.repository.git(["reset", "-q", "--hard", "HEAD~1"]) },
    DeploymentFault(
      "an incident response plan of long ago", turns: .violated("incident.plan"),
      at: [.file("docs/incident-response.md")]
    ) { try $0.repository.git(["rebase", "-q", "--onto", "v1.0.0^1", "v1.0.0"]) },
    DeploymentFault(
      "a runbook of tomorrow", turns: .unproven("code.runbook"), exit: 3, because: ["in the future"]
    ) {
      $0.repository.moveClock(toSeconds: 1_782_864_000)  // 2026-07-01
      try $0.repository.commit(["docs/runbook.md": "# Runbook\n"])
    },
    DeploymentFault(
      "a runbook that was never committed", turns: .unproven("code.runbook"), exit: 3,
      because: ["docs/runbook.md"]
    ) {
      let text = try $0.text(of: "docs/runbook.md")
      try $0.repository.commit(["docs/runbook.md": nil])
      try $0.write("docs/runbook.md", text)
    },
  ]

  private static let repositories: [DeploymentFault] = [
    DeploymentFault(
      "a shallow clone",
      turns: .unproven(
        "repository.no-secrets", "code.no-secrets-today", "code.runbook", "incident.plan"),
      exit: 3, because: ["shallow"]
    ) { deployment in
      let git = deployment.repository.path + "/.git"
      let clone = deployment.repository.folder.path + "/clone"
      try deployment.repository.git(
        ["clone", "-q", "--bare", "--depth", "1", "file://" + deployment.repository.path, clone])
      for part in ["objects", "shallow", "packed-refs", "refs"] {
        try? FileManager.default.removeItem(atPath: git + "/" + part)
        try FileManager.default.moveItem(atPath: clone + "/" + part, toPath: git + "/" + part)
      }
    },
    DeploymentFault(
      "no repository",
      turns: .unproven(
        "repository.no-secrets", "code.no-secrets-today", "code.runbook", "incident.plan"),
      exit: 3
    ) { try $0.remove(".git") },
    DeploymentFault(
      "a damaged repository",
      turns: .unproven(
        "repository.no-secrets", "code.no-secrets-today", "code.runbook", "incident.plan"),
      exit: 3
    ) { deployment in
      let folder = deployment.repository.path + "/.git/objects/pack"
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      let name = try #require(names.first { $0.hasSuffix(".pack") })
      var bytes = try Data(contentsOf: URL(filePath: folder + "/" + name))
      for index in stride(from: 12, to: bytes.count, by: 3) { bytes[index] ^= 0x55 }
      try FileManager.default.removeItem(atPath: folder + "/" + name)
      try bytes.write(to: URL(filePath: folder + "/" + name))
    },
  ]
}
