import Model

extension BundleCheck {
  package static let definition = CheckDefinition(
    name: "bundle",
    family: "source",
    summary: "Nothing that belongs to the server ships to browsers.",
    passes: """
      At least `minimum-subjects` built files were searched, and none of them holds a secret that \
      the rules of `secrets` know, a private key, a key of a service role, the name of a server's \
      variable, or the sources themselves; no variable that is handed to browsers is named like a \
      secret.
      """,
    fails: """
      source-map: a source map is there or a script names one, so that the sources can be read. \
      server-variable: a name under `server-variables` stands in a file. process-env: a script \
      still reads a variable of the process that is not for browsers. service-role-key: a token \
      whose role is service_role (its payload is decoded here, nobody is asked), or a key that \
      begins with sb_secret_. private-key: the block of a private key. public-secret: a variable \
      with a browser prefix is named like a secret (NEXT_PUBLIC_STRIPE_SECRET_KEY), in a script or \
      an environment file. Rules of the scan for secrets keep their names. No secret is ever shown.
      """,
    unmeasured: """
      Fewer files than `minimum-subjects` were found (build first: the check reads what was built), \
      a file cannot be read or is no text, or the scan for secrets could not read everything.
      """,
    fields: [
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "folders", .oneOrMany(.text),
        default:
          "[dist, build, out, public, .next/static, .output/public, .svelte-kit/output/client]",
        "Folders whose files ship to browsers; those that are not there are passed over."),
      Field("source-maps", .boolean, default: "false", "Whether source maps may ship."),
      Field(
        "server-variables", .list(of: .text),
        "Names, or globs over names, of variables that only the server may know, such as "
          + "DATABASE_URL or *_SECRET."),
      Field(
        "public-prefixes", .list(of: .text),
        default:
          "[NEXT_PUBLIC_, VITE_, REACT_APP_, EXPO_PUBLIC_, NUXT_PUBLIC_, GATSBY_, VUE_APP_, PUBLIC_]",
        "How names of variables begin that build tools hand to browsers."),
      Field(
        "allowed-names", .list(of: .text),
        "Names, or globs over names, that may stand in a bundle although they look like a secret's."
      ),
      Field(
        "environment-files", .oneOrMany(.glob), default: "[.env, .env.*]",
        "Files whose variables are looked at for secrets under a browser prefix."),
      Field(
        "secrets", .boolean, default: "true",
        "Whether the rules of the check `secrets` are applied to what was built."),
      Field(
        "minimum-subjects", .integer(0...1_000_000), default: "1",
        "How many built files there must be for the check to count as measured."),
    ],
    example: """
      bundle:
        target: code
        folders: [dist]
        server-variables: [DATABASE_URL, "*_SECRET", SUPABASE_SERVICE_ROLE_KEY]
      """,
    sources: [
      "https://nextjs.org/docs/app/guides/environment-variables",
      "https://vite.dev/guide/env-and-mode",
      "https://supabase.com/docs/guides/api/api-keys",
      "ECMA-426, source map format: sourceMappingURL",
    ])
}
