import Foundation

/// Texts that hold nothing secret and look as if they did.
enum CorpusLookAlikes {
  typealias Maker = @Sendable (inout CorpusRandom) -> String

  struct Kind: Sendable {
    let family: String
    let isHeld: Bool
    let make: Maker
  }

  static let all: [Kind] =
    identifiers + locks + code + texts + samples + keys + CorpusHistories.lookAlikes

  private static let identifiers: [Kind] = [
    Kind(family: "UUID", isHeld: false) { random in
      "tenant_id: \(random.uuid())\nrequest_id = \"\(random.uuid())\"\nsecret_id: \(random.uuid())\n"
    },
    Kind(family: "UUID", isHeld: true) { random in
      "{\"correlationId\":\"\(random.uuid())\",\"credentialsId\":\"\(random.uuid())\",\"keyId\":\"\(random.uuid())\"}\n"
    },
    Kind(family: "digest", isHeld: false) { random in
      "sha256: \(random.hexadecimal(64))\nmd5=\(random.hexadecimal(32))  build/app.tar\n\(random.hexadecimal(40))  app.zip\n"
    },
    Kind(family: "digest", isHeld: true) { random in
      "image: registry.acme.io/app@sha256:\(random.hexadecimal(64))\nETag: \"\(random.hexadecimal(32))\"\nchecksum = \"\(random.hexadecimal(64))\"\n"
    },
    Kind(family: "git", isHeld: false) { random in
      "commit \(random.hexadecimal(40))\nMerge: \(random.hexadecimal(7)) \(random.hexadecimal(7))\n  uses: actions/checkout@\(random.hexadecimal(40)) # v4\n"
    },
    Kind(family: "git", isHeld: true) { random in
      "Subproject commit \(random.hexadecimal(40))\nindex \(random.hexadecimal(11))..\(random.hexadecimal(11)) 100644\n"
    },
  ]

  private static let locks: [Kind] = [
    Kind(family: "lock file", isHeld: false) { random in
      """
          "node_modules/token-types": {
            "version": "\(random.number(1...9)).2.1",
            "resolved": "https://registry.npmjs.org/token-types/-/token-types-4.2.1.tgz",
            "integrity": "sha512-\(CorpusChecksum.base64(random.bytes(64)))"
          },
      """
    },
    Kind(family: "lock file", isHeld: false) { random in
      "secret-service@^1.0.2:\n  version \"1.0.\(random.number(1...9))\"\n  resolved \"https://registry.yarnpkg.com/secret-service/-/secret-service-1.0.2.tgz#\(random.hexadecimal(40))\"\n  integrity sha1-\(CorpusChecksum.base64(random.bytes(20)))\n"
    },
    Kind(family: "lock file", isHeld: true) { random in
      "[[package]]\nname = \"secrecy\"\nversion = \"0.8.\(random.number(0...9))\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \"\(random.hexadecimal(64))\"\n"
    },
    Kind(family: "lock file", isHeld: true) { random in
      "golang.org/x/oauth2 v0.\(random.number(1...20)).0 h1:\(CorpusChecksum.base64(random.bytes(32)))\ngolang.org/x/oauth2 v0.15.0/go.mod h1:\(CorpusChecksum.base64(random.bytes(32)))\n"
    },
    Kind(family: "lock file", isHeld: true) { random in
      "itsdangerous==2.2.0 \\\n    --hash=sha256:\(random.hexadecimal(64)) \\\n    --hash=sha256:\(random.hexadecimal(64))\n"
    },
    Kind(family: "integrity", isHeld: false) { random in
      "<script src=\"https://cdn.acme.io/app.min.js\" integrity=\"sha384-\(CorpusChecksum.base64(random.bytes(48)))\" crossorigin=\"anonymous\"></script>\n"
    },
  ]

  private static let code: [Kind] = [
    Kind(family: "minified code", isHeld: false) { random in
      (0..<12).map { _ in
        "function \(random.text(.small, 1))(\(random.text(.small, 1)),t){return t.token=\(random.text(.small, 2)).password||\(random.text(.small, 1)).secretKey,e[\(random.number(1...99))]}"
      }.joined(separator: ";")
    },
    Kind(family: "minified code", isHeld: true) { random in
      "!function(e){var t={apiKey:n.apiKey,token:\"\"+r,secret:void 0};\(random.text(.letters, 2))=e(\"./\(random.hexadecimal(20)).js\");Object.assign(t,{password:i.value})}(window);"
    },
    Kind(family: "environment", isHeld: false) { random in
      let name =
        random.noun().uppercased()
        + random.one(of: ["_API_TOKEN", "_DB_PASSWORD", "_SECRET_KEY", "_ACCESS_KEY"])
      return random.one(of: [
        "\(name.lowercased()) = os.environ[\"\(name)\"]\n",
        "const key = process.env.\(name);\n",
        "password: ${\(name)}\n", "token: ${{ secrets.\(name) }}\n",
        "\(name)=$(vault read -field=value secret/app)\n",
        "secret_key = os.getenv(\"\(name)\", \"\")\n",
        "api_key = \"#{ENV['\(name)']}\"\n",
      ])
    },
    Kind(family: "environment", isHeld: true) { random in
      let name =
        random.noun().uppercased()
        + random.one(of: ["_AUTH_TOKEN", "_SMTP_PASSWORD", "_CLIENT_SECRET"])
      return random.one(of: [
        "spring.datasource.password=${\(name):}\n", "password = var.\(name.lowercased())\n",
        "token = data.vault_generic_secret.app.data[\"\(name.lowercased())\"]\n",
        "env('\(name)')\n", "System.getenv(\"\(name)\")\n",
        "{{ .Values.\(name.lowercased()) | b64enc }}\n",
        "secretKeyRef:\n  name: app-secrets\n  key: \(name.lowercased())\n",
        "let token = ProcessInfo.processInfo.environment[\"\(name)\"] ?? \"\"\n",
      ])
    },
    Kind(family: "function calls", isHeld: false) { random in
      random.one(of: [
        "password = getPassword(\(random.noun()), '\(random.adjective())-\(random.noun())')\n",
        "token := \(random.camel())Token(ctx, \(random.noun())ID)\n",
        "secret = base64.b64decode(settings.signing_key_v\(random.number(1...9)))\n",
        "self.api_key = self._resolve_credential(\"billing-\(random.number(1...9))\")\n",
        "var passwordHash = BCrypt.\(random.verb().capitalized)Password(\(random.noun()).Password, workFactor: \(random.number(8...14)));\n",
        "const accessToken = await \(random.camel())({ audience });\nsecretKey = self.\(random.snake())_v\(random.number(1...9))\n",
      ])
    },
    Kind(family: "function calls", isHeld: true) { random in
      random.one(of: [
        "if ($password !== $passwordConfirmation\(random.number(1...9))) { throw new InvalidPasswordException(); }\n",
        "credentials = ServiceAccountCredentials.\(random.snake())('\(random.noun())-account.json')\n",
        "String token = request.getHeader(\"X-Auth-Token-V\(random.number(1...9))\");\n",
        "assert_eq!(\(random.snake())(\"Bearer\"), Token::\(random.noun().capitalized));\npassword = \(random.noun()).\(random.adjective())Password\n",
        "token_type: TokenType = TokenType.REFRESH_TOKEN_V\(random.number(1...9))\n",
      ])
    },
    Kind(family: "CSS", isHeld: false) { random in
      ".password-field-\(random.hexadecimal(8)) { background: #\(random.hexadecimal(6)) url(\"data:image/png;base64,\(CorpusChecksum.base64([0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + random.bytes(60)))\"); }\n.token--\(random.text(.base62, 8)){margin:0 auto}\n"
    },
    Kind(family: "image", isHeld: false) { random in
      "<img alt=\"key\" src=\"data:image/png;base64,\(CorpusChecksum.base64(random.bytes(700)))\">\n"
    },
    Kind(family: "image", isHeld: true) { random in
      "@font-face{font-family:keys;src:url(data:font/woff2;charset=utf-8;base64,\(CorpusChecksum.base64(random.bytes(1_500)))) format('woff2')}\n"
    },
  ]

  private static let texts: [Kind] = [
    Kind(family: "UI text", isHeld: false) { random in
      random.one(of: [
        "\"password.label\": \"\(random.sentence()) with your password\",\n\"password.hint\": \"At least \(random.number(8...16)) characters, 1 digit\",\n",
        "\"token_expired\": \"Your \(random.noun()) token has expired. \(random.sentence()).\",\n",
        "<label for=\"\(random.noun())_password\">Password</label><input type=\"password\" name=\"\(random.noun())_password\" autocomplete=\"\(random.adjective())-password\" placeholder=\"••••••••\">\n",
        "passwordPlaceholder: '\(random.verb().capitalized)-A-\(random.adjective().capitalized)-Password',\n",
        "PASSWORD_TOO_SHORT = \"\(random.noun().capitalized)-password-too-short (minimum \(random.number(6...20)))\"\n",
        "\"resetPasswordButton\": \"\(random.camel())\(random.number(1...9))Button\",\n",
      ])
    },
    Kind(family: "UI text", isHeld: true) { random in
      random.one(of: [
        "#: \(random.noun()).py:\(random.number(1...900))\nmsgid \"Password for the \(random.noun())\"\nmsgstr \"Passwort-Eingabe-\(random.number(1...9))\"\n",
        "<string name=\"\(random.noun())_password_hint\">Mindestens \(random.number(6...20)) Zeichen</string>\n",
        "'secret_question' => 'What was the name of your first \(random.noun())?',\n",
        "api_key_description: \"\(random.sentence()) > API\"\n",
        "passwordStrength: 'Very\(random.adjective().capitalized)\(random.number(1...4))',\n",
        "\"auth.token.missing\": \"Missing-Token-Error-\(random.number(100...999))\"\n",
      ])
    },
    Kind(family: "documentation", isHeld: false) { random in
      random.one(of: [
        "Set `\(random.noun().uppercased())_TOKEN=<your token>` and run `make \(random.verb())`.\n",
        "    export SECRET_KEY=your-secret-key-here-\(random.number(1...99))\n",
        "The password must have \(random.number(8...16)) characters; see https://docs.acme.io/security/passwords#policy-2.\n",
        "curl -u username:password https://api.acme.io/v\(random.number(1...4))/\(random.noun())s\n",
        "POST /\(random.noun())s\nAuthorization: Bearer <access-token>\n",
        "\(random.noun())_token: \"\(String(repeating: "x", count: random.number(16...40)))\"\n",
      ])
    },
    Kind(family: "documentation", isHeld: true) { random in
      random.one(of: [
        "postgres://USER:PASSWORD@HOST:PORT/\(random.noun())\n",
        "redis://:password@localhost:6379/\(random.number(0...15))\n",
        "mysql://root:root@127.0.0.1/\(random.noun())\n",
        "https://user:pass@\(random.noun()).example.com:8080\n",
        "mongodb://<username>:<password>@\(random.noun()).example.mongodb.net\n",
        "    password: ********\n    api_key: REPLACE_ME_\(random.number(1...99))\n",
        "SECRET_KEY=change-me-before-deploy-\(random.number(1...99))\n",
      ])
    },
    Kind(family: "fixture", isHeld: false) { random in
      random.one(of: [
        "user = create_user(password=\"test-password-\(random.number(1...99))\")\n",
        "let(:token) { \"fake-token-\(random.number(1_000...9_999))\" }\n",
        "const \(random.noun())Password = 'Password\(random.number(1...999))!';\n",
        "api_key: \"dummy-api-key-for-tests-\(random.number(1...9))\"\n",
        "SECRET = 'not-a-real-secret-\(random.number(1...99))'\n",
      ])
    },
    Kind(family: "fixture", isHeld: true) { random in
      random.one(of: [
        "\(random.noun()).login(username=\"admin\", password=\"admin\(random.number(1...9_999))\")\n",
        "expect(decrypt(cipher, \"secret-passphrase-\(random.number(1...9))\")).toBe(\"hello\")\n",
        "givenToken(\"invalid-token-\(random.number(100...999))\")\n",
        "\(random.noun())_password: \"S3cret-Test-\(random.noun().capitalized)!\"\n",
        "secret_key_base: \"test_secret_key_base_\(random.number(10...99))\"\n",
      ])
    },
    Kind(family: "settings", isHeld: false) { random in
      "max_tokens: \(random.number(1_000...9_999))\ntoken_url: https://login.acme.io/oauth2/v\(random.number(1...3))/token\nsecret_name: projects/acme-\(random.number(1...9))/secrets/db\npassword_file: /run/secrets/db_password_\(random.number(1...9))\nkey_vault: acme-prod-kv-\(random.number(1...9))\n"
    },
    Kind(family: "settings", isHeld: true) { random in
      "tokenizer: \"Xenova/bge-small-en-v1.\(random.number(1...9))\"\ncredentials_provider: \"com.amazonaws.auth.InstanceProfileCredentialsProvider\"\nsecretsmanager_arn: \"arn:aws:secretsmanager:eu-west-1:\(random.text(.digits, 12)):secret:app/db-\(random.text(.letters, 6))\"\nprimary_key: \"invoice_line_items_v\(random.number(1...9))\"\n"
    },
  ]

  private static let samples: [Kind] = [
    Kind(family: "wrong checksum", isHeld: false) { random in
      // Chance makes a right one in 57 billion.
      "token = \"" + random.one(of: ["gh" + "p_", "gh" + "o_", "np" + "m_"])
        + random.text(.base62, 36)
        + "\"\n"
    },
    Kind(family: "wrong checksum", isHeld: true) { random in
      "GRAFANA=gl" + "sa_\(random.text(.base62, 32))_\(random.hexadecimal(8))\nCF=cfu" + "t_"
        + "\(random.text(.base62, 40))\(random.hexadecimal(8))\n"
    },
    Kind(family: "vendor sample", isHeld: false) { random in
      "# \(random.sentence())\n"
        + random.one(of: [
          "aws_access_key_id = AK" + "IAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalr"
            + "XUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n",
          "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiaWF0IjoxNTE2MjM5MDIyfQ.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c\n",
          "stripe.api_key = \"sk_" + "test_4eC39HqLyjWDarjtT1zdp7dc\"\n",
          "Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\n",
        ])
    },
    Kind(family: "vendor sample", isHeld: true) { random in
      "// \(random.sentence())\n"
        + random.one(of: [
          "SLACK_TOKEN=xo" + "xb-your-token-here\n",
          "key: sk-" + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
          "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==\n",
          "GITHUB_TOKEN=gh" + "p_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n",
          "TOKEN=gh" + "p_1234567890abcdefghijklmnopqrstuvwxyz\n",
        ])
    },
  ]

  private static let keys: [Kind] = [
    Kind(family: "public key", isHeld: false) { random in
      block("PUBLIC KEY", [0x30, 0x82, 1, 0x22, 0x30, 13, 6, 9] + random.bytes(286))
    },
    Kind(family: "public key", isHeld: true) { random in
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI\(random.text(.base64, 43)) deploy@acme\nssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ\(random.text(.base64, 338)) mara@laptop\n"
    },
    Kind(family: "certificate", isHeld: false) { random in
      block("CERTIFICATE", [0x30, 0x82, 3, 0x51, 0x30, 0x82] + random.bytes(847))
    },
    Kind(family: "certificate", isHeld: true) { random in
      "ca_certificate: |\n"
        + block("CERTIFICATE", [0x30, 0x82, 2, 0xF0, 0x30, 0x82] + random.bytes(750))
        .split(separator: "\n").map { "  " + $0 }.joined(separator: "\n") + "\n"
    },
    Kind(family: "placeholder key", isHeld: true) { random in
      "\(random.sentence()):\n-----BEGIN PRIVATE KEY-----\nMIIE...your key here...\n-----END PRIVATE KEY-----\n"
    },
  ]

  private static func block(_ label: String, _ bytes: [UInt8]) -> String {
    let body = Data(bytes).base64EncodedString(options: [
      .lineLength64Characters, .endLineWithLineFeed,
    ])
    return "-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----\n"
  }
}
