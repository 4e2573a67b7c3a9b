import CPCRE2
import Model
import Synchronization

/// One compiled regular expression (PCRE2, just-in-time compiled) that gives up in bounded time.
///
/// Matching stops at limits on backtracking and memory, and at a time limit that is looked at
/// between stretches of start positions, because a quadratic pattern stays below every other limit.
@safe package final class CompiledPattern: @unchecked Sendable {
  package enum Subject: Sendable {
    /// Text that is valid UTF-8; `.` is a code point and CR, LF and CRLF end lines.
    case text
    /// Any bytes; `.` is a byte and LF ends lines.
    case bytes
  }

  static let matchLimit: UInt32 = 1_000_000
  static let depthLimit: UInt32 = 100_000
  static let heapLimitInKilobytes: UInt32 = 20_000
  static let longestPattern = 20_000
  static let timeLimit = Duration.milliseconds(500)
  /// Start positions times bytes left that one call may cost.
  private static let effortOfOneCall = 1 << 28

  package let pattern: String
  package let captureNames: [String: Int]
  private let subject: Subject
  // PCRE2 never changes compiled code while matching, so threads may share it; scratch space is
  // handed to one of them at a time. That is why this class is Sendable.
  private let code: OpaquePointer
  private let isAnchored: Bool
  private let idle = Mutex<[PatternScratch]>([])

  package init(_ pattern: String, for subject: Subject = .bytes) throws(PatternProblem) {
    self.pattern = pattern
    self.subject = subject
    unsafe code = try Self.compile(pattern, for: subject)
    unsafe captureNames = Self.names(in: code)
    unsafe isAnchored = Self.information(PCRE2_INFO_ALLOPTIONS, of: code) & PCRE2_ANCHORED != 0
  }

  deinit { unsafe pcre2_code_free_8(code) }

  /// The first match that starts at an offset or after it.
  ///
  /// - Throws: `PatternLimitExceeded` when whether it matches could not be told within the limits.
  package func firstMatch(in bytes: Span<UInt8>, from start: Int = 0)
    throws(PatternLimitExceeded) -> PatternMatch?
  {
    guard start >= 0, start <= bytes.count else { return nil }
    let scratch = idle.withLock { $0.popLast() } ?? PatternScratch(for: self)
    defer { idle.withLock { $0.append(scratch) } }
    // The span outlives the closure, and PCRE2 reads only within its length.
    let result = unsafe bytes.withUnsafeBytes {
      unsafe search($0, from: start, scratch: scratch)
    }
    return try result.get()
  }

  private func search(
    _ bytes: UnsafeRawBufferPointer, from start: Int, scratch: PatternScratch
  ) -> Result<PatternMatch?, PatternLimitExceeded> {
    let end = ContinuousClock.now + Self.timeLimit
    var start = start
    while true {
      let stretch =
        isAnchored ? bytes.count : max(1, Self.effortOfOneCall / max(1, bytes.count - start))
      var last = min(bytes.count, start + min(stretch, bytes.count))
      // A stretch may not end inside a character.
      if case .text = subject {
        while last < bytes.count, unsafe bytes[last] & 0xC0 == 0x80 { last += 1 }
      }
      let result = unsafe scratch.match(code, bytes, from: start, lastStart: last)
      switch result {
      case .success(nil): break
      case .success(let ranges?):
        return .success(PatternMatch(captures: ranges, names: captureNames))
      case .failure(let error): return .failure(error)
      }
      guard last < bytes.count else { return .success(nil) }
      guard ContinuousClock.now < end else { return .failure(PatternLimitExceeded()) }
      start = last
    }
  }

  /// Room for the match and every group.
  func matchData() -> OpaquePointer? {
    unsafe pcre2_match_data_create_from_pattern_8(code, nil)
  }

  private static func compile(_ pattern: String, for subject: Subject)
    throws(PatternProblem) -> OpaquePointer
  {
    let units = Array(pattern.utf8)
    guard units.count <= longestPattern else {
      throw PatternProblem(
        message: "the pattern is longer than \(longestPattern) bytes", offset: longestPattern)
    }
    let context = unsafe pcre2_compile_context_create_8(nil)
    defer { unsafe pcre2_compile_context_free_8(context) }
    var options = PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_BACKSLASH_C
    if case .text = subject {
      options |= PCRE2_UTF
      unsafe _ = pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_ANYCRLF))
    } else {
      options |= PCRE2_NEVER_UTF
      unsafe _ = pcre2_set_newline_8(context, UInt32(PCRE2_NEWLINE_LF))
    }
    var number: Int32 = 0
    var offset = 0
    // The pattern's array lives through the call, which reads the length given.
    let code = unsafe pcre2_compile_8(units, units.count, options, &number, &offset, context)
    guard let code = unsafe code else {
      let before = units.prefix(max(0, min(offset, units.count)))
      throw PatternProblem(
        message: message(of: number),
        offset: String(decoding: before, as: UTF8.self).unicodeScalars.count)
    }
    // Where the machine has no compiler, matching is interpreted: slower, with the same answers.
    unsafe _ = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE)
    return unsafe code
  }

  private static func message(of number: Int32) -> String {
    let text = unsafe [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      // PCRE2 writes at most the length given and answers how much.
      let written = unsafe pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
      count = max(0, Int(written))
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func information(_ what: Int32, of code: OpaquePointer) -> UInt32 {
    var value: UInt32 = 0
    // Only asked for properties that PCRE2 documents as 32-bit numbers.
    unsafe _ = pcre2_pattern_info_8(code, UInt32(what), &value)
    return value
  }

  private static func names(in code: OpaquePointer) -> [String: Int] {
    let count = unsafe Int(information(PCRE2_INFO_NAMECOUNT, of: code))
    let size = unsafe Int(information(PCRE2_INFO_NAMEENTRYSIZE, of: code))
    var table: UnsafePointer<UInt8>?
    // The table belongs to the code: `count` entries of `size` bytes, each a big-endian group number
    // and a terminated name.
    guard count > 0, unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table) == 0,
      let table = unsafe table
    else { return [:] }
    var names: [String: Int] = [:]
    for index in 0..<count {
      let entry = unsafe UnsafeBufferPointer(start: table + index * size, count: size)
      let name = unsafe String(decoding: entry.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)
      names[name] = unsafe Int(entry[0]) << 8 | Int(entry[1])
    }
    return names
  }
}
