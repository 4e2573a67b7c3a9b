import Foundation

/// Secrets that nothing but their place tells: passwords, keys of a team's own, credentials in
/// addresses, private keys.
enum CorpusGuesses {
  private static let passwordNames = [
    "DB_PASSWORD", "SMTP_PASSWORD", "password", "redis_password", "adminPassword", "MYSQL_PWD",
    "ftp_passwd", "KEYSTORE_PASSWORD", "ldap_bind_password", "rootPassword",
  ]
  private static let keyNames = [
    "SECRET_KEY", "session_secret", "jwtSecret", "API_TOKEN", "api_key", "ENCRYPTION_KEY",
    "client_secret", "webhookSecret", "signing_key", "acmeApiKey", "INTERNAL_AUTH_TOKEN",
  ]

  /// As people and password managers make them: letters in both cases, digits, signs.
  static func password(_ random: inout CorpusRandom) -> String {
    let words = ["Winter", "Orchid", "Falcon", "Copper", "Meadow", "Rocket", "Juniper", "Harbor"]
    let signs = Array("!#%*+-=?@^_~.")
    switch random.below(4) {
    case 0:
      return random.one(of: words) + String(random.one(of: signs)) + random.text(.digits, 4)
        + random.text(.small, random.number(1...3))
    case 1:
      let characters = Array(CorpusAlphabet.base62.rawValue) + signs
      return "k7" + String(random.one(of: signs))
        + String((0..<random.number(9...21)).map { _ in random.one(of: characters) }) + "Q"
    case 2:
      let word = random.one(of: words)
      return random.text(.letters, 3) + String(random.one(of: signs)) + word.lowercased()
        + random.text(.digits, 3) + "X"
    default: return "Vx9" + random.text(.base62, random.number(11...25))
    }
  }

  static func key(_ random: inout CorpusRandom) -> String {
    switch random.below(5) {
    case 0: random.hexadecimal(32)
    case 1: random.hexadecimal(64)
    case 2: random.text(.base62, random.number(24...48))
    case 3: CorpusChecksum.base64(random.bytes(32))
    default: random.text(.base64URL, random.number(32...64))
    }
  }

  static func assigned(
    _ random: inout CorpusRandom, isHeld: Bool, isPassword: Bool
  ) -> CorpusSample {
    let surrounding = random.one(of: CorpusSurroundings.all.filter { $0.isHeld == isHeld })
    let name = random.one(of: isPassword ? passwordNames : keyNames)
    let secret = isPassword ? password(&random) : key(&random)
    return CorpusSample(
      family: isPassword ? "password" : "own key",
      text: surrounding.write(name, secret, &random), secret: secret, isHeld: isHeld)
  }

  private static let schemes = [
    "postgres", "postgresql", "mysql", "mongodb+srv", "mongodb", "redis", "amqp", "mssql",
  ]

  /// A password in a connection string or another address.
  static func address(_ random: inout CorpusRandom, isHeld: Bool) -> CorpusSample {
    let secret =
      random.text(.letters, 4) + random.text(.digits, 2)
      + random.text(.base62, random.number(4...20))
    let host = random.one(of: [
      "db.acme-prod.net", "10.2.14.9", "cluster0.mx9k2.mongodb.net", "cache.internal.acme.io",
      "pg-7f3a.aivencloud.com",
    ])
    let user = random.one(of: ["app", "svc_billing", "deploy", "root", "acme"])
    let scheme = random.one(of: schemes)
    let port = random.number(3_000...9_999)
    let text: String
    switch (isHeld, random.below(3)) {
    case (false, 0): text = "DATABASE_URL=\(scheme)://\(user):\(secret)@\(host):\(port)/app\n"
    case (false, 1):
      text = "datasource:\n  url: \"\(scheme)://\(user):\(secret)@\(host)/orders?ssl=true\"\n"
    case (false, _):
      text = "git clone https://\(user):\(secret)@git.acme-prod.net/team/app.git\n"
    case (true, 0):
      text = "engine = create_engine('\(scheme)://\(user):\(secret)@\(host):\(port)/app')\n"
    case (true, 1):
      text =
        "<add name=\"Main\" connectionString=\"Server=\(host);Database=app;User Id=\(user);Password=\(secret);\" />\n"
    default:
      text = "proxy: http://\(user):\(secret)@proxy.acme-prod.net:3128\n"
    }
    return CorpusSample(family: "address", text: text, secret: secret, isHeld: isHeld)
  }

  /// `Authorization: Basic`, curl's `-u`, and netrc.
  static func login(_ random: inout CorpusRandom, isHeld: Bool) -> CorpusSample {
    let user = random.one(of: ["ci-bot", "mara", "jenkins", "release"])
    let password =
      random.text(.base62, 5) + random.text(.digits, 2) + random.text(.base62, 9) + "w4"
    let basic = CorpusChecksum.base64(Array("\(user):\(password)".utf8))
    switch (isHeld, random.below(2)) {
    case (false, 0):
      return CorpusSample(
        family: "login", text: "headers = {\"Authorization\": \"Basic \(basic)\"}\n", secret: basic,
        isHeld: false)
    case (false, _):
      return CorpusSample(
        family: "login",
        text: "machine api.acme-prod.net\n  login \(user)\n  password \(password)\n",
        secret: password, isHeld: false)
    case (true, 0):
      return CorpusSample(
        family: "login",
        text:
          "GET /v1/jobs HTTP/1.1\r\nHost: ci.acme-prod.net\r\nAuthorization: Basic \(basic)\r\n\r\n",
        secret: basic, isHeld: true)
    case (true, _):
      return CorpusSample(
        family: "login",
        text: "curl -fsS -u '\(user):\(password)' https://ci.acme-prod.net/job/api/build\n",
        secret: password, isHeld: true)
    }
  }

  /// A private key in the textual encoding.
  static func privateKey(_ random: inout CorpusRandom, isHeld: Bool) -> CorpusSample {
    let (label, bytes) = key(of: random.below(4), &random)
    let body = Data(bytes).base64EncodedString(options: [
      .lineLength64Characters, .endLineWithLineFeed,
    ])
    let begin = "-----BEGIN " + label + "-----"
    let block = begin + "\n" + body + "\n-----END " + label + "-----"
    let text: String
    switch (isHeld, random.below(2)) {
    case (false, 0): text = block + "\n"
    case (false, _):
      text =
        "tls:\n  key: |\n"
        + block.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n") + "\n"
    case (true, 0):
      text = "{\"private_key\": \"" + block.replacing("\n", with: "\\n") + "\\n\"}\n"
    case (true, _):
      text =
        "KEY = (\n"
        + block.split(separator: "\n").map { "    \"\($0)\\n\"\n" }.joined() + ")\n"
    }
    return CorpusSample(family: "private key", text: text, secret: begin, isHeld: isHeld)
  }

  private static func key(
    of kind: Int, _ random: inout CorpusRandom
  ) -> (label: String, bytes: [UInt8]) {
    switch kind {
    case 0:
      // Version, then eight numbers.
      let numbers = [129, 3, 129, 65, 65, 65, 65, 65].flatMap { integer(random.bytes($0)) }
      return ("RSA PRIVATE KEY", sequence([2, 1, 0] + numbers))
    case 1:
      let algorithm = sequence([6, 3, 0x2B, 0x65, 0x70])
      return ("PRIVATE KEY", sequence([2, 1, 0] + algorithm + [4, 34, 4, 32] + random.bytes(32)))
    case 2:
      let curve: [UInt8] = [0xA0, 10, 6, 8, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 3, 1, 7]
      return ("EC PRIVATE KEY", sequence([2, 1, 1, 4, 32] + random.bytes(32) + curve))
    default:
      func text(_ value: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(value.count)] + value }
      let type = text(Array("ssh-ed25519".utf8))
      let check = random.bytes(4)
      let point = random.bytes(32)
      let inner =
        check + check + type + text(point) + text(random.bytes(32) + point)
        + text(Array("mara@build".utf8))
      let padded = inner + (0..<((8 - inner.count % 8) % 8)).map { UInt8($0 + 1) }
      let bytes =
        Array("openssh-key-v1".utf8) + [0] + text(Array("none".utf8)) + text(Array("none".utf8))
        + text([]) + [0, 0, 0, 1] + text(type + text(point)) + [0, 0, UInt8(padded.count >> 8)]
        + [UInt8(padded.count & 255)] + padded
      return ("OPENSSH PRIVATE KEY", bytes)
    }
  }

  private static func integer(_ bytes: [UInt8]) -> [UInt8] {
    let positive = [bytes[0] & 0x7F | 0x40] + bytes.dropFirst()
    return [2] + length(positive.count) + positive
  }

  private static func sequence(_ content: [UInt8]) -> [UInt8] {
    [0x30] + length(content.count) + content
  }

  private static func length(_ count: Int) -> [UInt8] {
    if count < 128 { return [UInt8(count)] }
    if count < 256 { return [0x81, UInt8(count)] }
    return [0x82, UInt8(count >> 8), UInt8(count & 255)]
  }
}
