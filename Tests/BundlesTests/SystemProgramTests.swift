import Model
import Systems
import TestSupport
import Testing

/// Programs of the system are bounded in time and output, and cannot take this process down.
@Suite struct SystemProgramTests {
  private func run(
    _ words: [String], input: [UInt8] = [], limit: Int = 1 << 22, seconds: Int = 10
  ) throws -> SystemProgram.Outcome {
    try SystemProgram(
      executable: words[0], arguments: Array(words.dropFirst()), environment: ["PATH": "/bin"]
    ).run(input: input, outputLimit: limit, deadline: .now + .seconds(seconds))
  }

  @Test func `more than a pipe holds goes in and comes out`() throws {
    let input = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0) }
    let outcome = try run(["/bin/cat"], input: input)
    #expect(outcome.status == 0 && outcome.output == input && outcome.errors.isEmpty)
  }

  @Test func `exit codes and signals are told`() throws {
    #expect(try run(["/bin/sh", "-c", "echo no >&2; exit 7"]).status == 7)
    #expect(try run(["/bin/sh", "-c", "kill -9 $$"]).status == 137)
  }

  @Test func `a program that does not read does no harm`() throws {
    let outcome = try run(["/bin/true"], input: [UInt8](repeating: 1, count: 1 << 20))
    #expect(outcome.status == 0)
  }

  @Test(arguments: [
    (["/bin/sleep", "60"], "did not end in time"), (["/usr/bin/yes"], "wrote more than"),
    (["/nonexistent"], "cannot be started"),
  ])
  func `what hangs, floods or is not there ends in a reason`(words: [String], word: String) throws {
    let start = ContinuousClock.now
    let error = #expect(throws: Unavailable.self) { try run(words, limit: 1 << 16, seconds: 1) }
    #expect(error?.reason.contains(word) == true)
    #expect(start.duration(to: .now) < .seconds(8))
  }

  @Test func `words are passed as they are, through no shell`() throws {
    let outcome = try run(["/bin/echo", "$HOME", "; exit 1", "a  b"])
    #expect(String(decoding: outcome.output, as: UTF8.self) == "$HOME ; exit 1 a  b\n")
  }
}
