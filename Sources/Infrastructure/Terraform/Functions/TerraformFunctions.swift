/// Why a function gives no value.
enum TerraformFault: Error {
  /// The arguments are wrong, which `try` and `can` notice.
  case error(String)
  /// The value rests on what is not known.
  case unknown(TerraformUnknown)

  static func unknown(_ reason: String) -> TerraformFault {
    .unknown(TerraformUnknown(reason: reason))
  }
}

/// The arguments of a call.
struct TerraformArguments {
  let values: [TerraformValue]

  var count: Int { values.count }

  subscript(_ position: Int) -> TerraformValue? {
    values.indices.contains(position) ? values[position] : nil
  }

  func value(_ position: Int) throws(TerraformFault) -> TerraformValue {
    guard values.indices.contains(position) else { throw .error("an argument is missing") }
    return values[position]
  }

  func text(_ position: Int) throws(TerraformFault) -> String {
    try Self.text(try value(position))
  }

  static func text(_ value: TerraformValue) throws(TerraformFault) -> String {
    if let text = value.scalarText { return text }
    if case .unknown(let unknown) = value { throw .unknown(unknown) }
    throw .error("expected text, but found \(value.kindName)")
  }

  func number(_ position: Int) throws(TerraformFault) -> Double {
    try Self.number(try value(position))
  }

  static func number(_ value: TerraformValue) throws(TerraformFault) -> Double {
    if let number = value.scalarNumber { return number }
    if case .unknown(let unknown) = value { throw .unknown(unknown) }
    throw .error("expected a number, but found \(value.kindName)")
  }

  func whole(_ position: Int) throws(TerraformFault) -> Int {
    let value = try value(position)
    if let number = value.wholeNumber { return number }
    if case .unknown(let unknown) = value { throw .unknown(unknown) }
    throw .error("expected a whole number, but found \(value.kindName)")
  }

  func boolean(_ position: Int) throws(TerraformFault) -> Bool {
    try Self.boolean(try value(position))
  }

  static func boolean(_ value: TerraformValue) throws(TerraformFault) -> Bool {
    if let boolean = value.scalarBoolean { return boolean }
    if case .unknown(let unknown) = value { throw .unknown(unknown) }
    throw .error("expected true or false, but found \(value.kindName)")
  }

  func list(_ position: Int) throws(TerraformFault) -> TerraformList {
    try Self.list(try value(position))
  }

  static func list(_ value: TerraformValue) throws(TerraformFault) -> TerraformList {
    if case .list(let list) = value { return list }
    if case .unknown(let unknown) = value { throw .unknown(unknown) }
    throw .error("expected a list, but found \(value.kindName)")
  }

  func object(_ position: Int) throws(TerraformFault) -> TerraformObject {
    try Self.object(try value(position))
  }

  static func object(_ value: TerraformValue) throws(TerraformFault) -> TerraformObject {
    if case .object(let object) = value { return object }
    if case .unknown(let unknown) = value { throw .unknown(unknown) }
    throw .error("expected a map, but found \(value.kindName)")
  }
}

/// The functions that need nothing but their arguments (Terraform language, "Built-in Functions").
enum TerraformFunctions {
  typealias Function = @Sendable (TerraformArguments) throws(TerraformFault) -> TerraformValue

  static func named(_ name: String) -> Function? {
    numbers[name] ?? texts[name] ?? collections[name] ?? sets[name] ?? encodings[name]
      ?? networks[name]
  }

  /// What only running Terraform, or the bytes of other files, would tell.
  static let unworked: Set<String> = [
    "abspath", "base64gzip", "base64sha256", "base64sha512", "bcrypt", "csvdecode", "filebase64",
    "filebase64sha256", "filebase64sha512", "filemd5", "fileset", "filesha1", "filesha256",
    "filesha512", "formatdate", "md5", "pathexpand", "plantimestamp", "rsadecrypt", "sha1",
    "sha256", "sha512", "templatestring", "textdecodebase64", "textencodebase64", "timeadd",
    "timecmp", "timestamp", "type", "uuid", "uuidv5",
  ]

  /// Bounds lists that a few words can make long.
  static let maximumElements = 100_000
}
