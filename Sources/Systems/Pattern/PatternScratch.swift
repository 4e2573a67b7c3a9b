import CPCRE2
import Model

/// The memory that one match at a time works in.
@safe final class PatternScratch: @unchecked Sendable {
  // Owned from init to deinit. Used by one thread at a time, which CompiledPattern's list of idle
  // scratches ensures; hence Sendable.
  private let data: OpaquePointer
  private let context: OpaquePointer
  private let stack: OpaquePointer?

  init(for pattern: CompiledPattern) {
    unsafe (data, context, stack) = pattern.makeScratch()
  }

  deinit {
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_match_context_free_8(context)
    unsafe pcre2_jit_stack_free_8(stack)
  }

  /// Ranges of the match and its groups when one starts within the given offsets, nil for none.
  func match(
    _ code: OpaquePointer, _ bytes: UnsafeRawBufferPointer, from start: Int, lastStart: Int
  ) -> Result<[Range<Int>?]?, PatternLimitExceeded> {
    unsafe _ = pcre2_set_offset_limit_8(context, lastStart)
    var result = unsafe call(code, bytes, from: start, options: 0)
    // Its stack is bounded; the interpreter works on the heap, up to a limit too.
    if result == PCRE2_ERROR_JIT_STACKLIMIT {
      result = unsafe call(code, bytes, from: start, options: PCRE2_NO_JIT)
    }
    if result == PCRE2_ERROR_NOMATCH { return .success(nil) }
    guard result > 0 else { return .failure(PatternLimitExceeded()) }
    return .success(ranges(within: bytes.count))
  }

  private func call(
    _ code: OpaquePointer, _ bytes: UnsafeRawBufferPointer, from start: Int, options: UInt32
  ) -> Int32 {
    // Text comes from Swift strings, which are valid UTF-8, and offsets are kept on characters.
    let options = options | PCRE2_NO_UTF_CHECK
    var empty: UInt8 = 0
    return unsafe withUnsafePointer(to: &empty) { nothing in
      let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? nothing
      return unsafe pcre2_match_8(code, base, bytes.count, start, options, data, context)
    }
  }

  private func ranges(within count: Int) -> [Range<Int>?] {
    let pairs = unsafe Int(pcre2_get_ovector_count_8(data))
    guard let offsets = unsafe pcre2_get_ovector_pointer_8(data) else { return [] }
    return (0..<pairs).map { pair in
      // The vector holds two offsets for each pair.
      let lower = unsafe offsets[pair * 2]
      let upper = unsafe offsets[pair * 2 + 1]
      // Groups that took no part hold all ones; \K in a lookahead can turn a range around.
      guard lower >= 0, lower <= upper, upper <= count else { return nil }
      return lower..<upper
    }
  }
}

extension CompiledPattern {
  /// Match data, a context that holds the limits, and a stack for compiled code.
  fileprivate func makeScratch() -> (OpaquePointer, OpaquePointer, OpaquePointer?) {
    guard let data = unsafe matchData(), let context = unsafe pcre2_match_context_create_8(nil)
    else { preconditionFailure("PCRE2: no memory") }
    unsafe _ = pcre2_set_match_limit_8(context, Self.matchLimit)
    unsafe _ = pcre2_set_depth_limit_8(context, Self.depthLimit)
    unsafe _ = pcre2_set_heap_limit_8(context, Self.heapLimitInKilobytes)
    let stack = unsafe pcre2_jit_stack_create_8(32 << 10, 512 << 10, nil)
    unsafe pcre2_jit_stack_assign_8(context, nil, UnsafeMutableRawPointer(stack))
    return unsafe (data, context, stack)
  }
}
