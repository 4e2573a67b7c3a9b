import Model

extension PackagesCheck {
  package static let definition = CheckDefinition(
    name: "packages",
    family: "dependencies",
    summary: "Dependencies are the ones that may be used, fixed to exact versions and locked.",
    passes: """
      Every required package is named by a manifest or lockfile, none of the forbidden ones is. With \
      `pinned`: every requirement is an exact version, a commit or a digest, or a lockfile in step \
      fixes it. With `lockfile`: every manifest with dependencies has a lockfile that agrees with it.
      """,
    fails: """
      A required package is missing (the nearest name is given, since it may be a misspelt one) or \
      older than its least version; a forbidden package is there, if only through another one; a \
      requirement is not exact and not locked; a lockfile is missing, or was made for other \
      requirements than those in the manifest; with `integrity` a package has no digest; with \
      `registries` one comes from another host, or over http.
      """,
    unmeasured: """
      No manifest is found, a manifest or lockfile cannot be read in full or has a format that is not \
      read (bun.lockb), a manifest is code and has no lockfile beside it (Gemfile, build.gradle, \
      mix.exs, Podfile), a lockfile cannot be compared with its manifest, or a version cannot be told \
      or compared.
      """,
    fields: [
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "files", .oneOrMany(.glob),
        "Manifests and lockfiles to look at; every known one if left out. A manifest brings its "
          + "lockfile with it."),
      Field(
        "required", .list(of: .either([.text, .object(requiredFields)])),
        "Packages that must be there: a name, or ecosystem:name, or a mapping."),
      Field(
        "forbidden", .list(of: .either([.text, .object(forbiddenFields)])),
        "Packages that may not be there, directly or through others."),
      Field(
        "pinned", .boolean, default: "false",
        "Whether every requirement must be exact, or locked by a lockfile in step."),
      Field(
        "lockfile", .boolean, default: "false",
        "Whether every manifest with dependencies must have a lockfile in step; requirements.txt has "
          + "none, and neither have pom.xml, a version catalog of Gradle and packages.config."),
      Field(
        "integrity", .boolean, default: "false",
        "Whether every package must have the digest of what is downloaded, where the format has a "
          + "place for it."),
      Field(
        "registries", .list(of: .text),
        "Hosts that packages may come from; *.example.com stands for it and all below. A file that "
          + "names no source takes the ecosystem's own."),
      Field(
        "minimum-subjects", .integer(0...100_000), default: "1",
        "How many manifests and lockfiles must be found for a verdict; with 0 their absence passes."
      ),
      Field(
        "include-development", .boolean, default: "true",
        "Whether packages count that only development needs; Go, Gemfile.lock, mix.lock and "
          + "Package.resolved do not tell them."),
    ],
    example: """
      packages:
        target: code
        required: [pyjwt, { name: cryptography, ecosystem: PyPI, at-least: "42.0" }]
        forbidden:
          - { name: pycrypto, reason: not maintained since 2013, instead: cryptography }
          - npm:request
        pinned: true
        lockfile: true
      """,
    sources: [
      "Names and versions of Python: https://peps.python.org/pep-0503/ and "
        + "https://peps.python.org/pep-0440/",
      "Ranges of npm: https://github.com/npm/node-semver",
      "Requirements of Cargo: https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html",
      "go.mod and go.sum: https://go.dev/ref/mod",
      "Lockfiles of Python: https://peps.python.org/pep-0751/",
      "POM of Maven: https://maven.apache.org/pom.html",
      "Package URLs: https://github.com/package-url/purl-spec",
    ])

  private static let requiredFields = [
    Field("name", .text, required: true, "The package's name, as its ecosystem writes it."),
    ecosystemField,
    Field("at-least", .text, "The least version, in quotes."),
  ]

  private static let forbiddenFields = [
    Field("name", .text, required: true, "The package's name, as its ecosystem writes it."),
    ecosystemField,
    Field("reason", .text, "Why it may not be used."),
    Field("instead", .text, "What to use instead."),
  ]

  private static let ecosystemField = Field(
    "ecosystem", .choice(PackageNaming.ecosystems), "Where the name counts; everywhere if left out."
  )
}
