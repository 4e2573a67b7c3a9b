import StructuredData
import Testing

struct `Formats by file name` {
  @Test(arguments: [
    ("a.yaml", Format.yaml), ("A.YML", .yaml), ("dir.json/x.yml", .yaml),
    ("package-lock.json", .json),
    ("x.toml", .toml), ("Cargo.lock", .toml), ("uv.lock", .toml), ("deep/poetry.lock", .toml),
    ("Pipfile", .toml), ("Pipfile.lock", .json), ("setup.cfg", .ini), ("php.ini", .ini),
    (".env", .env), (".env.production", .env), ("prod.env", .env),
  ])
  func `a known name has a format`(name: String, format: Format) {
    #expect(StructuredParser.format(ofFileNamed: name) == format)
  }

  @Test(arguments: [
    "nginx.conf", "yarn.lock", "README", "yaml", ".yamlx", "a.env.yamlx", "", "/", "environment",
    "tsconfig.jsonc",
  ])
  func `any other name has none`(name: String) {
    #expect(StructuredParser.format(ofFileNamed: name) == nil)
  }
}
