import Foundation
import Model

extension DeploymentFault {
  /// Files that are made to mislead, or that come from another system.
  static let hostile: [DeploymentFault] = [
    DeploymentFault(
      "configuration that leads out of the folder",
      turns: .unproven("backups.kept", "backups.copies", "summary.recovery"), exit: 3,
      because: ["deploy/backup.json leads out of its folder"]
    ) { try $0.moveOut("deploy/backup.json") },
    DeploymentFault(
      "a register that leads out of the folder",
      turns: .unproven("recovery.tested", "recovery.fast", "summary.recovery"), exit: 3,
      because: ["records/restore-tests.csv leads out of its folder"]
    ) { try $0.moveOut("records/restore-tests.csv") },
    DeploymentFault(
      "a document that leads out of the folder",
      turns: .unproven("people.handbook", "summary.people"), exit: 3,
      because: ["docs/handbook.md leads out of its folder"]
    ) { try $0.moveOut("docs/handbook.md") },
    DeploymentFault(
      "a lockfile that leads out of the folder",
      turns: .unproven(
        "repository.locked-dependencies", "packages.cryptography", "packages.production"),
      exit: 3, because: ["worker/Cargo.lock"]
    ) { try $0.moveOut("worker/Cargo.lock") },
    DeploymentFault(
      "a folder where a document belongs",
      turns: .unproven("people.handbook", "summary.people"), exit: 3,
      because: ["docs/handbook.md is a folder"]
    ) {
      try $0.remove("docs/handbook.md")
      try $0.write("docs/handbook.md/page.md", "# Page\n")
    },
    DeploymentFault(
      "bytes that are no text",
      turns: .unproven("environment.production")
        + ["roadmap.passkeys": .planned, "limits.no-end-to-end": .stated],
      exit: 3, because: ["deploy/production.env"]
    ) { try $0.repository.folder.write("repository/deploy/production.env", [0x41, 0x3D, 0xFF]) },
    DeploymentFault(
      "aliases that grow without end",
      turns: .unproven(
        "containers.user", "containers.privileges", "containers.images", "containers.memory",
        "network.outgoing"),
      exit: 3, because: ["deploy/kubernetes/bomb.yaml"]
    ) { deployment in
      let levels = (1...12).map { level in
        "a\(level): &a\(level) ["
          + Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ") + "]\n"
      }
      try deployment.write("deploy/kubernetes/bomb.yaml", "a0: &a0 x\n" + levels.joined())
    },
    DeploymentFault("a register from another system", turns: [:], exit: 0) {
      let text = try $0.text(of: "records/incidents.csv")
      try $0.write(
        "records/incidents.csv", "\u{FEFF}" + text.replacing("\n", with: "\r\n"))
    },
    DeploymentFault("configuration from another system", turns: [:], exit: 0) {
      let text = try $0.text(of: "deploy/production.env")
      try $0.write(
        "deploy/production.env", "\u{FEFF}" + text.replacing("\n", with: "\r\n"))
    },
  ]
}
