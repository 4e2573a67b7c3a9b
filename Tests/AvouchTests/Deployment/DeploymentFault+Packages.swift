import Model

extension DeploymentFault {
  /// Manifests and their lockfiles.
  static let packages: [DeploymentFault] = locking + contents

  private static let unread = [String: ControlVerdict].unproven(
    "repository.locked-dependencies", "packages.cryptography", "packages.production")

  private static let locking: [DeploymentFault] = [
    DeploymentFault(
      "a lockfile of npm out of step", turns: .violated("repository.locked-dependencies"),
      at: [.line("web/package.json", "preact")]
    ) { try $0.edit("web/package.json", "^10.24.0", to: "^10.25.0") },
    DeploymentFault(
      "no lockfile of npm", turns: .violated("repository.locked-dependencies"),
      at: [
        .pastLine("web/package.json", 1), .line("web/package.json", "preact"),
        .line("web/package.json", "vitest"),
      ]
    ) { try $0.remove("web/package-lock.json") },
    DeploymentFault(
      "a lockfile of npm cut off", turns: unread, exit: 3, because: ["web/package-lock.json"]
    ) {
      let text = try $0.text(of: "web/package-lock.json")
      try $0.write("web/package-lock.json", String(text.prefix(400)))
    },
    DeploymentFault(
      "a lockfile of uv out of step", turns: .violated("repository.locked-dependencies"),
      at: [.line("server/pyproject.toml", "httpx")]
    ) {
      try $0.edit(
        "server/pyproject.toml", "    \"fastapi", to: "    \"httpx>=0.27\",\n    \"fastapi")
    },
    DeploymentFault(
      "no lockfile of uv",
      turns: .violated("repository.locked-dependencies") + .unproven("packages.cryptography"),
      at: [
        .pastLine("server/pyproject.toml", 1), .line("server/pyproject.toml", "cryptography"),
        .line("server/pyproject.toml", "fastapi"),
      ],
      because: ["the version of PyPI:cryptography"]
    ) { try $0.remove("server/uv.lock") },
    DeploymentFault(
      "a lockfile of Cargo out of step", turns: .violated("repository.locked-dependencies"),
      at: [.line("worker/Cargo.toml", "serde")]
    ) { try $0.edit("worker/Cargo.toml", "serde = \"1.0\"", to: "serde = \"2.0\"") },
    DeploymentFault(
      "a crate that the lockfile does not know",
      turns: .violated("repository.locked-dependencies"),
      at: [.line("worker/Cargo.toml", "tokio")]
    ) { try $0.append("tokio = \"1\"\n", to: "worker/Cargo.toml") },
    DeploymentFault(
      "a module without its digest", turns: .violated("repository.locked-dependencies"),
      at: [.line("mailer/go.mod", "x/text")]
    ) { try $0.edit("mailer/go.mod", "v0.19.0", to: "v0.20.0") },
    DeploymentFault(
      "no digests of modules", turns: .violated("repository.locked-dependencies"),
      at: [.pastLine("mailer/go.mod", 1)]
    ) { try $0.remove("mailer/go.sum") },
    DeploymentFault(
      "a requirement without a lockfile", turns: .violated("repository.locked-dependencies"),
      at: [.line("tools/requirements.txt", "ruff")]
    ) { try $0.write("tools/requirements.txt", "mypy==1.13.0\nruff>=0.7\n") },
    DeploymentFault(
      "a lockfile of a format that is not read", turns: unread, exit: 3,
      because: ["admin/bun.lockb"]
    ) { try $0.write("admin/bun.lockb", "#!/usr/bin/env bun\n") },
  ]

  private static let contents: [DeploymentFault] = [
    DeploymentFault(
      "a library too old", turns: .violated("packages.cryptography"),
      at: [.line("server/uv.lock", "name = \"cryptography\"\n")]
    ) { try $0.edit("server/uv.lock", "43.0.1", to: "41.0.7") },
    DeploymentFault(
      "a library that is gone", turns: .violated("packages.cryptography"),
      at: [.file("server/pyproject.toml")]
    ) {
      let project = try $0.text(of: "server/pyproject.toml")
      let lockfile = try $0.text(of: "server/uv.lock")
      // With another name in its place both still agree.
      try $0.write(
        "server/pyproject.toml", project.replacing("cryptography", with: "cryptographie"))
      try $0.write("server/uv.lock", lockfile.replacing("cryptography", with: "cryptographie"))
    },
    DeploymentFault(
      "a forbidden library through another one", turns: .violated("packages.cryptography"),
      at: [.line("server/uv.lock", "pycrypto")]
    ) {
      try $0.append(
        "\n[[package]]\nname = \"pycrypto\"\nversion = \"2.6.1\"\n"
          + "source = { registry = \"https://pypi.test/simple\" }\n", to: "server/uv.lock")
    },
    DeploymentFault(
      "a forbidden library for production", turns: .violated("packages.production"),
      at: [.line("web/package-lock.json", "left-pad\"")]
    ) {
      try $0.edit(
        "web/package-lock.json", "    \"node_modules/preact\": {",
        to: "    \"node_modules/left-pad\": {\n      \"version\": \"1.3.0\"\n    },\n"
          + "    \"node_modules/preact\": {")
    },
    DeploymentFault(
      "a test tool in production", turns: .violated("packages.production"),
      at: [.line("web/package-lock.json", "node_modules/vitest")]
    ) { try $0.edit("web/package-lock.json", "\"dev\": true", to: "\"dev\": false") },
    DeploymentFault(
      "a forbidden library for tests alone", turns: [:], exit: 0
    ) {
      try $0.edit(
        "web/package-lock.json", "    \"node_modules/preact\": {",
        to: "    \"node_modules/left-pad\": {\n      \"version\": \"1.3.0\",\n      \"dev\": true\n"
          + "    },\n    \"node_modules/preact\": {")
    },
  ]
}
