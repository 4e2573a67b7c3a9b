/// The reference deployment's dependencies in four ecosystems, each manifest with its lockfile in step.
///
/// They are texts and no files of the fixture, so that nothing that reads this repository's own
/// dependencies takes them for its own.
enum DeploymentManifests {
  static let files = [
    "web/package.json": packageJSON, "web/package-lock.json": packageLock,
    "server/pyproject.toml": project, "server/uv.lock": uvLock,
    "worker/Cargo.toml": cargo, "worker/Cargo.lock": cargoLock,
    "mailer/go.mod": goModule, "mailer/go.sum": goChecksums,
  ]

  private static let packageJSON = """
    {
      "name": "web",
      "version": "1.0.0",
      "dependencies": {
        "preact": "^10.24.0"
      },
      "devDependencies": {
        "vitest": "^3.0.0"
      }
    }

    """

  private static let packageLock = """
    {
      "name": "web",
      "version": "1.0.0",
      "lockfileVersion": 3,
      "requires": true,
      "packages": {
        "": {
          "name": "web",
          "version": "1.0.0",
          "dependencies": {
            "preact": "^10.24.0"
          },
          "devDependencies": {
            "vitest": "^3.0.0"
          }
        },
        "node_modules/preact": {
          "version": "10.24.3",
          "resolved": "https://registry.npmjs.test/preact/-/preact-10.24.3.tgz",
          "integrity": "sha512-cHJlYWN0"
        },
        "node_modules/vitest": {
          "version": "3.0.5",
          "resolved": "https://registry.npmjs.test/vitest/-/vitest-3.0.5.tgz",
          "integrity": "sha512-dml0ZXN0",
          "dev": true
        }
      }
    }

    """

  private static let project = """
    [project]
    name = "server"
    version = "1.0.0"
    requires-python = ">=3.12"
    dependencies = [
        "cryptography>=42.0",
        "fastapi>=0.115",
    ]

    """

  private static let uvLock = """
    version = 1
    requires-python = ">=3.12"

    [[package]]
    name = "cryptography"
    version = "43.0.1"
    source = { registry = "https://pypi.test/simple" }

    [[package]]
    name = "fastapi"
    version = "0.115.2"
    source = { registry = "https://pypi.test/simple" }

    [[package]]
    name = "server"
    version = "1.0.0"
    source = { virtual = "." }
    dependencies = [
        { name = "cryptography" },
        { name = "fastapi" },
    ]

    [package.metadata]
    requires-dist = [
        { name = "cryptography", specifier = ">=42.0" },
        { name = "fastapi", specifier = ">=0.115" },
    ]

    """

  private static let cargo = """
    [package]
    name = "worker"
    version = "1.0.0"
    edition = "2024"

    [dependencies]
    serde = "1.0"

    """

  private static let cargoLock = """
    version = 4

    [[package]]
    name = "serde"
    version = "1.0.210"
    source = "registry+https://crates.test/index"
    checksum = "c8e3592472072e6e22e0a54d5904d9febf8508f65fb8552499a1abc7d1078c3a"

    [[package]]
    name = "worker"
    version = "1.0.0"
    dependencies = [
     "serde",
    ]

    """

  private static let goModule = """
    module invoice-desk.test/mailer

    go 1.23

    require golang.org/x/text v0.19.0

    """

  private static let goChecksums = """
    golang.org/x/text v0.19.0 h1:kTxAhCbGbxhK0IwgSKiMO5awPoDQ0RpfiVYBfK860YM=
    golang.org/x/text v0.19.0/go.mod h1:BuEKDfySbSR4drPmRPG/7iBdf8hvFMuRexcpahXilzY=

    """
}
