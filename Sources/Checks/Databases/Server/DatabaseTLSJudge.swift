import Model

/// Judges what files say and what a server has in force by the same rules.
struct DatabaseTLSJudge {
  private static let watched = ["ssl", "ssl_min_protocol_version", "password_encryption"]
  private static let weakMethods: Set<String> = ["trust", "password", "md5", "ident"]
  private static let plainTypes: Set<String> = ["host", "hostnossl", "hostnogssenc"]

  let check: DatabaseTLSCheck
  let context: EvaluationContext
  var judgement: DatabaseJudgement
  /// What the files say in the end, for comparison with the server.
  private var said: [String: HostBasedAccess.FileSetting] = [:]

  init(check: DatabaseTLSCheck, context: EvaluationContext) {
    self.check = check
    self.context = context
    judgement = DatabaseJudgement(check: DatabaseTLSCheck.definition.name, context: context)
  }

  /// Files, then ALTER SYSTEM.
  mutating func judge(
    _ files: ServerFiles, _ changes: DatabaseSchema?, in folder: String, _ time: Instant
  ) {
    let plan = context.plan
    let place = { (location: Location) in plan.place(location, in: folder) }
    if files.digests.isEmpty {
      let shown = check.files.map { "`\($0)`" }.joined(separator: ", ")
      judgement.note("nothing to judge: no file matches \(shown)")
      return
    }
    for gap in files.gaps + (changes?.gaps ?? []).filter({ $0.effects.contains(.settings) }) {
      judgement.note("\(place(gap.location).description): \(gap.reason)")
    }
    for setting in files.settings {
      noteDrift(from: said[setting.name], to: setting, place)
      said[setting.name] = setting
    }
    for change in changes?.settings ?? [] where change.scope == .system {
      guard let value = change.value else { continue }
      let setting = HostBasedAccess.FileSetting(
        name: change.name, value: value, isApplied: true, location: change.location)
      noteDrift(from: said[setting.name], to: setting, place)
      said[setting.name] = setting
    }
    if check.parts.contains(.settings) {
      for name in Self.watched {
        guard let setting = said[name] else {
          judgement.note(
            "the files do not say `\(name)`, whose default depends on the server")
          continue
        }
        judge(
          name, setting.value, at: place(setting.location),
          digest: setting.location.path.flatMap { files.digests[$0] }, time)
      }
    }
    if check.parts.contains(.hostRules) {
      if files.hasHostRules {
        judge(files.hostRules, place, time)
      } else if check.database == nil {
        judgement.note("no file matches that says who may connect (pg_hba.conf)")
      }
    }
    if check.database == nil, check.parts.contains(.passwords) {
      judgement.note("only a live database tells how passwords are kept")
    }
  }

  private mutating func noteDrift(
    from earlier: HostBasedAccess.FileSetting?, to later: HostBasedAccess.FileSetting,
    _ place: (Location) -> Location
  ) {
    guard let earlier, Self.watched.contains(later.name),
      Self.plain(earlier.value) != Self.plain(later.value)
    else { return }
    judgement.add(
      "drift",
      "`\(later.name)` is \(earlier.value) at \(place(earlier.location).description) and "
        + "\(later.value) after it, which counts",
      fix: "Say it in one place.", identity: "\(later.name) files", at: place(later.location))
  }

  mutating func judge(_ server: DatabaseServer, of label: String, _ time: Instant) {
    let location = Location(url: label)
    if check.parts.contains(.settings) {
      for name in Self.watched {
        guard let setting = server.settings[name] else {
          judgement.note("\(label) has no setting `\(name)`: its version is \(server.version)")
          continue
        }
        let place = Location(url: "\(label)#\(name)")
        judge(name, setting.value, at: place, digest: nil, time, source: setting.source)
        judgeDrift(setting, server, at: place)
      }
    }
    if check.parts.contains(.hostRules) {
      if let rules = seen(server.hostRules, of: label) { judge(rules, { $0 }, time) }
    }
    if check.parts.contains(.sessions), let sessions = seen(server.sessions, of: label) {
      judge(sessions, at: location, time)
    }
    if check.parts.contains(.passwords), let names = seen(server.weakPasswords, of: label) {
      judgement.subjects += 1
      for name in names {
        judgement.add(
          "weak-password", "the password of \(name) is kept as MD5",
          fix: "Set it again with password_encryption = scram-sha-256.",
          identity: "password \(name)", at: location)
      }
    }
  }

  private mutating func seen<Value>(
    _ part: Result<[Value], Unavailable>, of label: String
  ) -> [Value]? {
    switch part {
    case .success(let values): return values
    case .failure(let unavailable):
      judgement.note("\(label): \(unavailable.reason)")
      return nil
    }
  }

  private mutating func judge(
    _ name: String, _ value: String, at location: Location, digest: String?, _ time: Instant,
    source: String? = nil
  ) {
    judgement.subjects += 1
    judgement.see(
      "\(name) = \(value)" + (source.map { " (\($0))" } ?? ""), at: location, digest: digest, time)
    switch name {
    case "ssl":
      guard !Self.isOn(value) else { return }
      judgement.add(
        "ssl-off", "`ssl` is \(value): the server takes no encrypted connection",
        fix: "Set ssl = on with a certificate.", identity: name, at: location)
    case "ssl_min_protocol_version":
      let version = value.lowercased().replacing("tlsv", with: "")
      let isOld = version.isEmpty || version == "1" || version < check.minimum
      guard isOld else { return }
      judgement.add(
        "minimum-version",
        "`\(name)` is \(value.isEmpty ? "not set" : value), and TLS \(check.minimum) is the oldest "
          + "that may be spoken",
        fix: "Set ssl_min_protocol_version = 'TLSv\(check.minimum)'.", identity: name, at: location)
    default:
      guard value.lowercased() != "scram-sha-256" else { return }
      judgement.add(
        "password-encryption", "`\(name)` is \(value): new passwords are not kept as SCRAM",
        fix: "Set password_encryption = 'scram-sha-256'.", identity: name, at: location)
    }
  }

  private mutating func judgeDrift(
    _ setting: DatabaseServer.Setting, _ server: DatabaseServer, at location: Location
  ) {
    if setting.isPendingRestart {
      judgement.add(
        "drift",
        "`\(setting.name)` is \(setting.value) until the server restarts: a file says another",
        fix: "Restart the server.", identity: "\(setting.name) restart", at: location)
    }
    if let file = said[setting.name], Self.plain(file.value) != Self.plain(setting.value) {
      judgement.add(
        "drift",
        "`\(setting.name)` is \(file.value) in the files and \(setting.value) on the server "
          + "(\(setting.source))",
        fix: "Deploy the file, or take back what overrides it (ALTER SYSTEM RESET).",
        identity: "\(setting.name) live", at: location)
    }
    guard case .success(let files) = server.fileSettings else { return }
    let lines = files.filter { $0.name == setting.name }
    guard let last = lines.last,
      let other = lines.last(where: { Self.plain($0.value) != Self.plain(last.value) })
    else { return }
    judgement.add(
      "drift",
      "`\(setting.name)` is \(other.value) at \(other.location.description) and \(last.value) at "
        + "\(last.location.description), which counts",
      fix: "Say it in one place; ALTER SYSTEM RESET \(setting.name) takes back what a session set.",
      identity: "\(setting.name) files", at: location)
  }

  private static func isOn(_ value: String) -> Bool {
    ["on", "true", "yes", "1"].contains(value.lowercased())
  }

  private static func plain(_ value: String) -> String {
    isOn(value)
      ? "on"
      : ["off", "false", "no", "0"].contains(value.lowercased())
        ? "off" : value.lowercased()
  }

  private mutating func judge(
    _ rules: [HostBasedAccess.Rule], _ place: (Location) -> Location, _ time: Instant
  ) {
    // The first line that fits decides, so that one that refuses all plain connections ends them.
    var isPlainRefused = false
    for rule in rules {
      judgement.subjects += 1
      let location = place(rule.location)
      let shown =
        "\(rule.type) \(rule.databases.joined(separator: ",")) \(rule.users.joined(separator: ",")) "
        + (rule.address.map { "\($0) " } ?? "") + rule.method
      judgement.see(shown, at: location, digest: nil, time)
      if let error = rule.error {
        judgement.note("\(location.description): the server does not take the line: \(error)")
        continue
      }
      let isForAll =
        rule.databases.contains("all") && rule.users.contains("all")
        && (rule.address == "all" || rule.address == "0.0.0.0/0")
      if rule.method == "reject" {
        if isForAll, rule.type == "hostnossl" || rule.type == "host" { isPlainRefused = true }
        continue
      }
      if Self.weakMethods.contains(rule.method), !(rule.type == "local" && rule.method == "ident") {
        judgement.add(
          "weak-method", "\(shown): `\(rule.method)` is no proof of who connects",
          fix: "Use scram-sha-256, cert or peer.", identity: "method \(shown)", at: location)
      }
      if Self.plainTypes.contains(rule.type), !Self.isLoopback(rule.address), !isPlainRefused {
        judgement.add(
          "plain-connections", "\(shown): it lets connections in that are not encrypted",
          fix: "Write hostssl in place of \(rule.type).", identity: "plain \(shown)", at: location)
      }
    }
  }

  private static func isLoopback(_ address: String?) -> Bool {
    guard let address else { return true }
    return ["127.0.0.1/32", "127.0.0.1", "127.0.0.0/8", "::1/128", "::1", "localhost", "samehost"]
      .contains(address)
  }

  private mutating func judge(
    _ sessions: [DatabaseServer.Session], at location: Location, _ time: Instant
  ) {
    let remote = sessions.filter { !$0.isLocal }
    judgement.subjects += 1
    let plain = remote.filter { $0.protocolVersion == nil }
    judgement.see(
      "\(counted(remote.count, "session")) from other machines, "
        + "\(plain.count) not encrypted", at: location, digest: nil, time)
    for user in Set(plain.map(\.user)).sorted() {
      let count = plain.count { $0.user == user }
      judgement.add(
        "plain-session",
        "\(counted(count, "session")) of \(user) \(count == 1 ? "is" : "are") not "
          + "encrypted",
        fix: "Connect with sslmode=verify-full, and take hostssl lines only.",
        identity: "session \(user)", at: location)
    }
  }
}
