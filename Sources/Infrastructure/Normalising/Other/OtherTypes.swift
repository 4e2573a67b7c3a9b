import Model

/// Things that belong to no cloud.
enum OtherTypes {
  static let types: [ObjectType] = [postgreSQL, webServer] + Connections.types

  /// PostgreSQL's own settings, in its file or as `pg_settings` shows them.
  static let postgreSQL = ObjectType(
    ["postgresql.conf"], .parameterGroup, .any,
    [
      .transitEncrypted: .words(["on", "true", "yes", "1"], "ssl"),
      .minimumTLS: TLSPolicyName.rule("ssl_min_protocol_version"),
    ])

  /// A server block of nginx that others can reach.
  static let webServer = ObjectType(
    ["server"], .webServer, .any, where: NginxListening.isReachable,
    [
      .transitEncrypted: NginxListening.isSecure, .redirects: NginxListening.redirects,
      .minimumTLS: .when(
        NginxListening.hasSecurePort, TLSPolicyName.rule("ssl_protocols")),
    ])

  static let defaults: [String: [SettingName: DefaultTable.Entry]] = [
    "server": [
      .minimumTLS: .unknown(
        "the oldest version that nginx answers by itself is TLS 1.2 only since 1.27.3")
    ],
    "postgresql.conf": [
      .transitEncrypted: .no("PostgreSQL has ssl off until it is switched on"),
      .minimumTLS: .text("1.2", "PostgreSQL answers TLS 1.2 and newer, since version 12"),
    ],
  ]
}
