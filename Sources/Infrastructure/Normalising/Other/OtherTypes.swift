import Model

/// Things that belong to no cloud.
enum OtherTypes {
  static let types: [ObjectType] = [postgreSQL]

  /// PostgreSQL's own settings, in its file or as `pg_settings` shows them.
  static let postgreSQL = ObjectType(
    ["postgresql.conf"], .parameterGroup, .any,
    [
      .transitEncrypted: .words(["on", "true", "yes", "1"], "ssl"),
      .minimumTLS: TLSPolicyName.rule("ssl_min_protocol_version"),
    ])

  static let defaults: [String: [SettingName: DefaultTable.Entry]] = [
    "postgresql.conf": [
      .transitEncrypted: .no("PostgreSQL has ssl off until it is switched on"),
      .minimumTLS: .text("1.2", "PostgreSQL answers TLS 1.2 and newer, since version 12"),
    ]
  ]
}
