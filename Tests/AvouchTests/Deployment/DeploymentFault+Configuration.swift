import Foundation
import Model
import Testing

extension DeploymentFault {
  private static let web = "deploy/kubernetes/web.yaml"
  private static let worker = "deploy/kubernetes/worker.yaml"

  /// Kubernetes objects.
  static let containers: [DeploymentFault] = [
    DeploymentFault(
      "a container that runs as root", turns: .violated("containers.user"),
      at: [.line(web, "# proxy")]
    ) { try $0.edit(web, "true # proxy", to: "false # proxy") },
    DeploymentFault(
      "a container that may run as root", turns: .violated("containers.user"),
      at: [.line(worker, "securityContext:")]
    ) { try $0.edit(worker, "            runAsNonRoot: true # worker\n", to: "") },
    DeploymentFault(
      "a text where a truth value belongs", turns: .violated("containers.user"),
      at: [.line(web, "# web-text")]
    ) { try $0.edit(web, "runAsNonRoot: true # web", to: "runAsNonRoot: \"true\" # web-text") },
    DeploymentFault(
      "a container fewer than stated", turns: .unproven("containers.user"), exit: 3,
      because: ["2 subjects, at least 3"]
    ) { deployment in
      let text = try deployment.text(of: web)
      let start = try #require(text.firstRange(of: "        - name: web-proxy")?.lowerBound)
      let end = try #require(text.firstRange(of: "---")?.lowerBound)
      try deployment.write(web, String(text[..<start] + text[end...]))
    },
    DeploymentFault(
      "a privileged container", turns: .violated("containers.privileges"),
      at: [.line(web, "privileged:")]
    ) { try $0.edit(web, "privileged: false", to: "privileged: true") },
    DeploymentFault(
      "capabilities that stay", turns: .violated("containers.privileges"),
      at: [.line(web, "[NET_RAW]")]
    ) { deployment in
      let text = try deployment.text(of: web)
      let last = try #require(text.ranges(of: "[ALL]").last)
      try deployment.write(web, text.replacingCharacters(in: last, with: "[NET_RAW]"))
    },
    DeploymentFault(
      "an image by its tag", turns: .violated("containers.images"), at: [.line(worker, ":latest")]
    ) {
      try $0.edit(
        worker,
        "@sha256:9bdf02468ace13579bdf02468ace13579bdf02460f3c1b9d5a7e2468ace01357", to: ":latest")
    },
    DeploymentFault(
      "too much memory", turns: .violated("containers.memory"), at: [.line(worker, "memory:")]
    ) { try $0.edit(worker, "0.5Gi", to: "1.5Gi") },
    DeploymentFault(
      "no limit of memory", turns: .violated("containers.memory"), at: [.line(worker, "limits:")]
    ) { try $0.edit(worker, "{ memory: 0.5Gi }", to: "{}") },
    DeploymentFault(
      "memory in words", turns: .unproven("containers.memory"), exit: 3,
      because: ["deploy/kubernetes/worker.yaml:11:31"]
    ) { try $0.edit(worker, "0.5Gi", to: "plenty") },
    DeploymentFault(
      "a network policy for incoming traffic alone", turns: .violated("network.outgoing"),
      at: [.line(worker, "policyTypes")]
    ) { try $0.edit(worker, "[Ingress, Egress]", to: "[Ingress]") },
    DeploymentFault(
      "no network policy", turns: .unproven("network.outgoing"), exit: 3,
      because: ["0 subjects, at least 1"]
    ) { try $0.edit(worker, "kind: NetworkPolicy", to: "kind: IngressPolicy") },
    DeploymentFault(
      "a file that is no YAML",
      turns: .unproven(
        "containers.user", "containers.privileges", "containers.images", "containers.memory",
        "network.outgoing"),
      exit: 3, because: ["deploy/kubernetes/worker.yaml"]
    ) { try $0.append("  - }\n", to: worker) },
  ]
}

extension DeploymentFault {
  /// JSON, TOML, INI, environment files and workflows.
  static let configuration: [DeploymentFault] = backups + settings + data + workflows

  private static let backups: [DeploymentFault] = [
    DeploymentFault(
      "backups kept for a week", turns: .violated("backups.kept"),
      at: [.line("deploy/backup.json", "retention")]
    ) { try $0.edit("deploy/backup.json", "40d", to: "7d") },
    DeploymentFault(
      "backups that are not encrypted", turns: .violated("backups.kept"),
      at: [.line("deploy/backup.json", "\"encryption\": null")]
    ) {
      try $0.edit("deploy/backup.json", "{\n    \"algorithm\": \"AES256\"\n  }", to: "null")
    },
    DeploymentFault(
      "no copy of backups", turns: .violated("backups.copies"),
      at: [.line("deploy/backup.json", "copies")]
    ) { try $0.edit("deploy/backup.json", "{ \"region\": \"eu-west-1\" }", to: "") },
    DeploymentFault(
      "a copy in the same region", turns: .violated("backups.copies"),
      at: [.line("deploy/backup.json", "region")]
    ) { try $0.edit("deploy/backup.json", "eu-west-1", to: "eu-central-1") },
    DeploymentFault(
      "no file of the backups",
      turns: .unproven("backups.kept", "backups.copies", "summary.recovery"), exit: 3,
      because: ["no file matches `backup.json`"]
    ) { try $0.remove("deploy/backup.json") },
    DeploymentFault(
      "a file that is no JSON",
      turns: .unproven("backups.kept", "backups.copies", "summary.recovery"), exit: 3,
      because: ["deploy/backup.json:4:3"]
    ) { try $0.edit("deploy/backup.json", "\"40d\",", to: "\"40d\"") },
  ]

  private static let settings: [DeploymentFault] = [
    DeploymentFault(
      "a database whose certificate is not looked at", turns: .violated("database.encryption"),
      at: [.line("deploy/database.toml", "sslmode")]
    ) { try $0.edit("deploy/database.toml", "verify-full", to: "require") },
    DeploymentFault(
      "a number in words", turns: .unproven("database.encryption"), exit: 3,
      because: ["connection.pool.maximum"]
    ) { try $0.edit("deploy/database.toml", "maximum = 40", to: "maximum = \"many\"") },
    DeploymentFault(
      "a file that is no TOML", turns: .unproven("database.encryption"), exit: 3,
      because: ["config: deploy/database.toml:4:11"]
    ) { try $0.edit("deploy/database.toml", "\"verify-full\"", to: "verify-full") },
    DeploymentFault(
      "logs kept for a month", turns: .violated("logs.kept"),
      at: [.line("deploy/logging.ini", "days")]
    ) { try $0.edit("deploy/logging.ini", "400", to: "30") },
    DeploymentFault(
      "logs with personal data", turns: .violated("logs.kept"),
      at: [.line("deploy/logging.ini", "personal_data")]
    ) { try $0.edit("deploy/logging.ini", "masked", to: "plain") },
    DeploymentFault(
      "a section without its value", turns: .violated("logs.kept"),
      at: [.line("deploy/logging.ini", "[retention]")]
    ) { try $0.edit("deploy/logging.ini", "days = 400\n", to: "") },
    DeploymentFault(
      "debugging in production", turns: .violated("environment.production"),
      at: [.line("deploy/production.env", "DEBUG")]
    ) { try $0.edit("deploy/production.env", "DEBUG=false", to: "DEBUG=true") },
    DeploymentFault(
      "sessions of half a day", turns: .violated("environment.production"),
      at: [.line("deploy/production.env", "SESSION")]
    ) { try $0.edit("deploy/production.env", "30m", to: "12h") },
    DeploymentFault(
      "a variable that is gone", turns: .violated("environment.production"),
      at: [.line("deploy/production.env", "# Values")]
    ) { try $0.edit("deploy/production.env", "DEBUG=false\n", to: "") },
  ]

  private static let data: [DeploymentFault] = [
    DeploymentFault(
      "data outside Europe", turns: .violated("data.region"),
      at: [.line("deploy/storage.yaml", "us-east-1")]
    ) { try $0.edit("deploy/storage.yaml", "eu-west-1", to: "us-east-1") },
    DeploymentFault(
      "a region that is known only later", turns: .unproven("data.region"), exit: 3,
      because: ["unknown-when"]
    ) { try $0.edit("deploy/storage.yaml", "eu-west-1", to: "${EXPORT_REGION}") },
    DeploymentFault(
      "a public bucket", turns: .violated("data.region"),
      at: [.line("deploy/storage.yaml", "# exports")]
    ) { try $0.edit("deploy/storage.yaml", "false # exports", to: "true # exports") },
    DeploymentFault(
      "a bucket that does not say whether it is public", turns: .unproven("data.region"), exit: 3,
      because: ["publicAccess"]
    ) { try $0.edit("deploy/storage.yaml", "    publicAccess: false # exports\n", to: "") },
    DeploymentFault(
      "an administrator without a second factor", turns: .violated("administrators.two-factor"),
      at: [.line("deploy/administrators.yaml", "# carl")]
    ) { try $0.edit("deploy/administrators.yaml", "true # carl", to: "false # carl") },
    DeploymentFault(
      "an account that cannot be read beside one that is waived",
      turns: .unproven("administrators.two-factor"), exit: 3, because: ["accounts[3]"]
    ) { try $0.append("  - 7\n", to: "deploy/administrators.yaml") },
  ]

  private static let workflows: [DeploymentFault] = [
    DeploymentFault(
      "an action by its tag", turns: .violated("pipeline.actions"),
      at: [.line(".github/workflows/release.yml", "@v4")]
    ) {
      try $0.edit(
        ".github/workflows/release.yml", "@2f4b9c1d8e7a6053f1e2d3c4b5a69788796a5b4c", to: "@v4")
    },
    DeploymentFault(
      "a token that may write", turns: .violated("pipeline.permissions"),
      at: [.line(".github/workflows/release.yml", "contents:")]
    ) { try $0.edit(".github/workflows/release.yml", "contents: read", to: "contents: write") },
    DeploymentFault(
      "a token whose rights are one word", turns: .unproven("pipeline.permissions"), exit: 3,
      because: ["`permissions` is text at .github/workflows/release.yml:5:14"]
    ) {
      try $0.edit(
        ".github/workflows/release.yml", "permissions:\n  contents: read",
        to: "permissions: write-all")
    },
    DeploymentFault(
      "no scanner", turns: .violated("pipeline.scan"),
      at: [.line(".github/workflows/build.yml", "# scan")]
    ) {
      try $0.edit(
        ".github/workflows/build.yml", "      - run: osv-scanner --recursive .\n", to: "")
    },
    DeploymentFault(
      "a scanner whose findings stop nothing", turns: .violated("pipeline.scan"),
      at: [.line(".github/workflows/build.yml", "continue-on-error")]
    ) {
      try $0.edit(
        ".github/workflows/build.yml", "  scan:\n", to: "  scan:\n    continue-on-error: true\n")
    },
    DeploymentFault(
      "no scan", turns: .unproven("pipeline.scan"), exit: 3, because: ["0 subjects, at least 1"]
    ) { try $0.edit(".github/workflows/build.yml", "  scan:\n", to: "  scanning:\n") },
  ]
}
