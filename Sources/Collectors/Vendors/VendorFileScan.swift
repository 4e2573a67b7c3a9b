import Model

/// Reads one file for names of hosts, OAuth scopes and environment variables that belong to vendors.
struct VendorFileScan {
  private static let longestName = 253
  private static let longestScope = 120

  let signs: VendorSigns
  let path: String
  let purpose: VendorSighting.Purpose
  /// Whether every name in capitals counts as a variable's, as in a file of settings.
  let isSettings: Bool

  private(set) var sightings: [VendorSighting] = []
  private var seen: Set<String> = []
  private var line = 1
  private var lineStart = 0

  init(
    signs: VendorSigns, path: String, purpose: VendorSighting.Purpose, isSettings: Bool
  ) {
    self.signs = signs
    self.path = path
    self.purpose = purpose
    self.isSettings = isSettings
  }

  /// Looks at every run of letters, digits, `.`, `-` and `_`.
  mutating func read(_ bytes: [UInt8]) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A {
        line += 1
        lineStart = index + 1
      }
      guard Self.isNameByte(byte) else {
        index += 1
        continue
      }
      let start = index
      var hasDot = false
      var isVariable = Self.isUpper(byte)
      var hasUnderscore = false
      while index < bytes.count, Self.isNameByte(bytes[index]) {
        let byte = bytes[index]
        if byte == 0x2E { hasDot = true }
        if byte == 0x5F { hasUnderscore = true }
        if !(Self.isUpper(byte) || Self.isDigit(byte) || byte == 0x5F) { isVariable = false }
        index += 1
      }
      if index - start > Self.longestName { continue }
      if isVariable, hasUnderscore {
        readVariable(bytes, start..<index)
      } else if hasDot {
        readDotted(bytes, start..<index)
      }
    }
  }

  private mutating func readVariable(_ bytes: [UInt8], _ range: Range<Int>) {
    let name = String(decoding: bytes[range], as: UTF8.self)
    guard let vendor = signs.vendor(ofVariable: name),
      isSettings || Self.namesEnvironment(bytes, lineOf: range)
    else { return }
    add(vendor, .environment, name, range)
  }

  private mutating func readDotted(_ bytes: [UInt8], _ range: Range<Int>) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    // `process.env.STRIPE_KEY` and `settings.STRIPE_KEY` are one run, too.
    if let dot = text.lastIndex(of: ".") {
      let last = text[text.index(after: dot)...]
      if last.utf8.contains(0x5F), last.utf8.allSatisfy({ !Self.isLower($0) }) {
        let count = last.utf8.count
        return readVariable(bytes, (range.upperBound - count)..<range.upperBound)
      }
    }
    var host = text.lowercased()
    while host.hasSuffix(".") { host.removeLast() }
    while host.hasPrefix(".") || host.hasPrefix("-") { host.removeFirst() }
    if signs.hasScopes(at: host) {
      let end = min(bytes.count, range.upperBound + Self.longestScope)
      let tail = bytes[range.upperBound..<end].prefix { $0 == 0x2F || Self.isNameByte($0) }
      let path = String(decoding: tail, as: UTF8.self)
      if let vendor = signs.vendor(ofScopeAt: host, path: path) {
        return add(vendor, .scope, host + path, range)
      }
    }
    guard let vendor = signs.vendor(ofHost: host) else { return }
    add(vendor, .host, host, range)
  }

  private mutating func add(
    _ vendor: String, _ kind: VendorSighting.Kind, _ text: String, _ range: Range<Int>
  ) {
    // Where a name stands first in a file says enough.
    guard seen.insert("\(kind.rawValue) \(text)").inserted else { return }
    let column = range.lowerBound - lineStart + 1
    let span = TextSpan(
      line: line, column: column, endLine: line, endColumn: column + range.count)
    sightings.append(
      VendorSighting(
        vendor: vendor, kind: kind, text: text, purpose: purpose,
        location: Location(path: path, span: span)))
  }

  /// Whether the line speaks of the environment: `process.env`, `os.environ`, `getenv`, `ENV[`.
  private static func namesEnvironment(_ bytes: [UInt8], lineOf range: Range<Int>) -> Bool {
    let before = bytes[max(0, range.lowerBound - 200)..<range.lowerBound]
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? before.startIndex
    let after = bytes[range.upperBound..<min(bytes.count, range.upperBound + 100)]
    let end = after.firstIndex(of: 0x0A) ?? after.endIndex
    for index in start..<end where index + 2 < end {
      if bytes[index] | 0x20 == 0x65, bytes[index + 1] | 0x20 == 0x6E,
        bytes[index + 2] | 0x20 == 0x76, !range.contains(index)
      {
        return true
      }
    }
    return false
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    isLower(byte) || isUpper(byte) || isDigit(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
  }

  private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
