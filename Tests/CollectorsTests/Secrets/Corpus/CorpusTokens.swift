/// Tokens of providers in their documented forms, with right checksums where there are any.
enum CorpusTokens {
  /// A provider's form: how it is made, and names that it is usually assigned to.
  struct Form: Sendable {
    let provider: String
    let names: [String]
    let make: @Sendable (inout CorpusRandom) -> String
    /// Whether only the name tells what it is, so that it stands after one.
    var needsName = false
  }

  static let all: [Form] = checked + prefixed + structured + named

  /// With a checksum inside.
  private static let checked: [Form] = [
    Form(provider: "GitHub", names: ["GITHUB_TOKEN", "gh_token", "githubPat"]) { random in
      let body = random.text(.base62, 30)
      let kind = random.one(of: ["ghp", "gho", "ghu", "ghs", "ghr"])
      return kind + "_" + body + CorpusChecksum.base62(CorpusChecksum.crc32(body))
    },
    Form(provider: "npm", names: ["NPM_TOKEN", "npm_auth_token"]) { random in
      let body = random.text(.base62, 30)
      return "npm" + "_" + body + CorpusChecksum.base62(CorpusChecksum.crc32(body))
    },
    Form(provider: "Grafana", names: ["GRAFANA_TOKEN", "grafanaApiKey"]) { random in
      let body = "glsa" + "_" + random.text(.base62, 32)
      let checksum = CorpusChecksum.crc32(body).byteSwapped
      return body + "_" + CorpusChecksum.hexadecimal(checksum)
    },
    Form(provider: "Vercel", names: ["VERCEL_TOKEN", "vercel_token"]) { random in
      let body = random.text(.base62, 50)
      let kind = random.one(of: ["vcp", "vci", "vca", "vcr", "vck"])
      return kind + "_" + body + CorpusChecksum.base62(CorpusChecksum.crc32(body))
    },
    Form(provider: "Atlassian", names: ["JIRA_API_TOKEN", "atlassian_token"]) { random in
      let body = "ATATT" + "3xFfGF0" + random.text(.base64URL, 171) + "="
      return body + CorpusChecksum.hexadecimal(CorpusChecksum.crc32(body)).uppercased()
    },
    Form(provider: "Bitbucket", names: ["BITBUCKET_APP_PASSWORD"]) { random in
      let body = "AT" + "BB" + random.text(.base62, 24)
      return body + CorpusChecksum.hexadecimal(CorpusChecksum.crc32(body)).uppercased()
    },
    Form(provider: "Cloudflare", names: ["CLOUDFLARE_API_TOKEN", "cf_token"]) { random in
      let body = random.text(.base62, 40)
      let kind = random.one(of: ["cfut", "cfat", "cfk"])
      return kind + "_" + body + CorpusChecksum.hexadecimal(CorpusChecksum.crc32(body))
    },
    Form(provider: "Confluent", names: ["CONFLUENT_API_SECRET"]) { random in
      let body = random.text(.base64, 54)
      let sum = CorpusChecksum.littleEndian(CorpusChecksum.crc32(body))
      return "cf" + "lt" + body + CorpusChecksum.base64(sum).prefix(6)
    },
    Form(provider: "Zuplo", names: ["ZUPLO_API_KEY"]) { random in
      let body = random.text(.base62, 32)
      return "zp" + "ka_" + body + "_" + CorpusChecksum.hexadecimal(CorpusChecksum.crc32(body))
    },
    Form(provider: "Apify", names: ["APIFY_TOKEN"]) { random in
      let body = "apify" + "_api_" + random.text(.base62, 30)
      let order = CorpusChecksum.digits + CorpusChecksum.small + CorpusChecksum.capitals
      return body + CorpusChecksum.base62(CorpusChecksum.crc32(body), order)
    },
    Form(provider: "Canva", names: ["CANVA_CLIENT_SECRET"]) { random in
      let body = "cn" + "vca" + random.text(.base62, 43)
      return body + CorpusChecksum.hexadecimal(CorpusChecksum.crc32(body))
    },
  ]

  /// Told by a prefix, an alphabet and a length.
  private static let prefixed: [Form] = [
    form("GitLab", ["GITLAB_TOKEN", "CI_JOB_PAT"], "gl" + "pat-", .base64URL, 20),
    form("GitLab runner", ["RUNNER_TOKEN"], "gl" + "rt-", .base64URL, 20),
    form("GitHub fine-grained", ["GH_PAT"], "github" + "_pat_", .base62, 22, "_", .base62, 59),
    form("Stripe", ["STRIPE_SECRET_KEY", "stripe_key"], "sk_" + "live_", .base62, 99),
    form("Stripe restricted", ["STRIPE_RESTRICTED"], "rk_" + "live_", .base62, 24),
    form(
      "Slack bot", ["SLACK_BOT_TOKEN"], "xo" + "xb-", .digits, 12, "-", .digits, 13, "-", .base62,
      24),
    form(
      "Slack webhook", ["SLACK_WEBHOOK_URL"], "https://hooks.slack" + ".com/services/T",
      .capitals36, 10, "/B", .capitals36, 10, "/", .base62, 24),
    form("SendGrid-like Twilio key", ["TWILIO_API_KEY"], "S" + "K", .hexadecimal, 32),
    form("Hugging Face", ["HF_TOKEN", "HUGGINGFACEHUB_API_TOKEN"], "h" + "f_", .letters, 34),
    form("Groq", ["GROQ_API_KEY"], "gs" + "k_", .base62, 52),
    form("OpenRouter", ["OPENROUTER_API_KEY"], "sk-or" + "-v1-", .hexadecimal, 64),
    form("Perplexity", ["PPLX_API_KEY"], "pp" + "lx-", .base62, 48),
    form("xAI", ["XAI_API_KEY"], "xa" + "i-", .base62, 80),
    form("Replicate", ["REPLICATE_API_TOKEN"], "r" + "8_", .base62, 37),
    form(
      "OpenAI", ["OPENAI_API_KEY", "openai.api_key"], "sk-pr" + "oj-", .base64URL, 74,
      "T3Blbk" + "FJ", .base64URL, 74),
    form(
      "Anthropic", ["ANTHROPIC_API_KEY"], "sk-ant" + "-api03-", .base64URL, 93, "AA", .digits, 0),
    form("RubyGems", ["GEM_HOST_API_KEY"], "rubygems" + "_", .hexadecimal, 48),
    form("crates.io", ["CARGO_REGISTRY_TOKEN"], "ci" + "o", .base62, 32),
    form("NuGet", ["NUGET_KEY"], "oy" + "2", .base32, 43),
    form("Docker Hub", ["DOCKER_PAT", "DOCKERHUB_TOKEN"], "dckr" + "_pat_", .base64URL, 27),
    form("DigitalOcean", ["DIGITALOCEAN_TOKEN", "do_token"], "dop" + "_v1_", .hexadecimal, 64),
    form("Supabase", ["SUPABASE_ACCESS_TOKEN"], "sb" + "p_", .hexadecimal, 40),
    form("Neon", ["NEON_API_KEY"], "na" + "pi_", .base36, 64),
    form("Databricks", ["DATABRICKS_TOKEN"], "da" + "pi", .hexadecimal, 32),
    form("New Relic", ["NEW_RELIC_API_KEY"], "NR" + "AK-", .capitals36, 27),
    form("Sentry user", ["SENTRY_AUTH_TOKEN"], "sntr" + "yu_", .hexadecimal, 64),
    form("Postman", ["POSTMAN_API_KEY"], "PM" + "AK-", .hexadecimal, 24, "-", .hexadecimal, 34),
    form("Linear", ["LINEAR_API_KEY"], "lin" + "_api_", .base62, 40),
    form("Notion", ["NOTION_TOKEN"], "nt" + "n_", .digits, 11, "", .base62, 35),
    form("Airtable", ["AIRTABLE_API_KEY"], "pa" + "t", .base62, 14, ".", .hexadecimal, 64),
    form("Shopify", ["SHOPIFY_ADMIN_TOKEN"], "shp" + "at_", .hexadecimal, 32),
    form("Square", ["SQUARE_SECRET"], "sq0" + "csp-", .base64URL, 43),
    form("Vault", ["VAULT_TOKEN"], "hv" + "s.", .base62, 95),
    form("Pulumi", ["PULUMI_ACCESS_TOKEN"], "pu" + "l-", .hexadecimal, 40),
    form("Doppler", ["DOPPLER_TOKEN"], "dp.p" + "t.", .base62, 43),
    form("Google API", ["GOOGLE_API_KEY", "mapsApiKey"], "AI" + "za", .base64URL, 35),
    form("Google OAuth", ["GOOGLE_CLIENT_SECRET"], "GOC" + "SPX-", .base64URL, 28),
    form("Figma", ["FIGMA_TOKEN"], "fig" + "d_", .base64URL, 40),
    form("CircleCI", ["CIRCLE_TOKEN"], "CCI" + "PAT_", .base62, 22, "_", .hexadecimal, 40),
    form(
      "Telegram", ["TELEGRAM_BOT_TOKEN", "bot_token"], "", .digits, 10, ":A" + "A", .base64URL, 33),
    form("Mailgun", ["MAILGUN_API_KEY"], "ke" + "y-", .hexadecimal, 32),
    form(
      "AWS access key", ["AWS_ACCESS_KEY_ID", "aws_access_key_id"], "AK" + "IA", .capitalBase32, 16),
  ]

  /// With readable structure inside.
  private static let structured: [Form] = [
    Form(provider: "JWT", names: ["ACCESS_TOKEN", "id_token", "Authorization"]) { random in
      let header = #"{"alg":"\#(random.one(of: ["HS256", "RS256", "ES256"]))","typ":"JWT"}"#
      let claims =
        #"{"sub":"\#(random.uuid())","iat":\#(random.number(1_700_000_000...1_790_000_000)),"scope":"read"}"#
      return [
        CorpusChecksum.base64URL(header), CorpusChecksum.base64URL(claims),
        CorpusChecksum.base64URL(random.bytes(32)),
      ].joined(separator: ".")
    },
    Form(provider: "SendGrid", names: ["SENDGRID_API_KEY"]) { random in
      "S" + "G." + CorpusChecksum.base64URL(random.bytes(16)) + "."
        + CorpusChecksum.base64URL(random.bytes(32))
    },
    Form(provider: "Grafana Cloud", names: ["GRAFANA_CLOUD_TOKEN"]) { random in
      let json =
        #"{"o":"\#(random.number(100_000...999_999))","n":"stack-\#(random.hexadecimal(6))","k":"\#(random.text(.base62, 24))","m":{"r":"eu"}}"#
      return "gl" + "c_" + CorpusChecksum.base64(Array(json.utf8))
    },
    Form(provider: "Mapbox", names: ["MAPBOX_SECRET"]) { random in
      let json = #"{"u":"acme\#(random.hexadecimal(4))","a":"\#(random.text(.base36, 25))"}"#
      return "sk." + CorpusChecksum.base64URL(json) + "." + random.text(.base64URL, 22)
    },
    Form(provider: "Discord", names: ["DISCORD_TOKEN", "bot_token"]) { random in
      CorpusChecksum.base64URL("1\(random.text(.digits, 17))") + "." + "G" + random.text(.base62, 5)
        + "." + random.text(.base64URL, 38)
    },
    Form(provider: "AWS Bedrock", names: ["AWS_BEARER_TOKEN_BEDROCK"]) { random in
      let text = "BedrockAPIKey-\(random.text(.base36, 4))-at-\(random.text(.digits, 12)):"
      return "AB" + "SK" + CorpusChecksum.base64(Array(text.utf8) + random.bytes(48))
    },
  ]

  /// Without a form of their own, told by the name beside them.
  private static let named: [Form] =
    [
      named(
        "AWS secret key", ["AWS_SECRET_ACCESS_KEY", "aws_secret_access_key", "awsSecretKey"],
        .base64, 40),
      named("Datadog", ["DD_API_KEY", "datadog_api_key"], .hexadecimal, 32),
      named("Twilio token", ["TWILIO_AUTH_TOKEN", "twilioAuthToken"], .hexadecimal, 32),
      named("Algolia", ["ALGOLIA_ADMIN_KEY", "algolia_api_key"], .hexadecimal, 32),
      named("Cloudflare legacy", ["CLOUDFLARE_API_TOKEN"], .base64URL, 40),
      named("Fastly", ["FASTLY_API_TOKEN", "fastly_key"], .base64URL, 32),
    ] + [
      Form(
        provider: "Heroku legacy", names: ["HEROKU_API_KEY", "herokuApiToken"], make: { $0.uuid() },
        needsName: true)
    ]

  private static func named(
    _ provider: String, _ names: [String], _ alphabet: CorpusAlphabet, _ count: Int
  ) -> Form {
    Form(provider: provider, names: names, make: { $0.text(alphabet, count) }, needsName: true)
  }

  private static func form(
    _ provider: String, _ names: [String], _ prefix: String, _ alphabet: CorpusAlphabet,
    _ count: Int, _ middle: String = "", _ second: CorpusAlphabet = .base62, _ more: Int = 0,
    _ end: String = "", _ third: CorpusAlphabet = .base62, _ last: Int = 0
  ) -> Form {
    Form(provider: provider, names: names) { random in
      prefix + random.text(alphabet, count) + middle + random.text(second, more) + end
        + random.text(third, last)
    }
  }
}
