import CommandLineInterface
import Model
import Reports
import Systems

/// Which formats go where: one to standard output, any number to files.
struct OutputPlan {
  struct File {
    let format: String
    let path: String
  }

  let standardOutput: String?
  let files: [File]

  /// Reads `--format` and `--output`.
  ///
  /// - Parameters:
  ///   - arguments: The command line.
  ///   - formats: The formats that the command can write.
  ///   - byDefault: What goes to standard output when nothing is asked for.
  /// - Throws: `UsageError` for an unknown format or two results on standard output.
  init(
    _ arguments: ParsedArguments, formats: [String], byDefault: String
  ) throws(UsageError) {
    var files: [File] = []
    var printed: [String] = arguments.values("format")
    for text in arguments.values("output") {
      let format = String(text.prefix { $0 != "=" })
      let path = String(text.dropFirst(format.count + 1))
      guard text.contains("="), !path.isEmpty else {
        throw UsageError(
          "--output is FORMAT=PATH, as in sarif=results.sarif, not \"\(text)\"",
          command: arguments.command.name)
      }
      guard formats.contains(format) else {
        let nearest = NearestName.find(format, among: formats).map { "; did you mean \"\($0)\"?" }
        throw UsageError(
          "unknown format \"\(format)\""
            + (nearest ?? "; known: \(formats.joined(separator: ", "))"),
          command: arguments.command.name)
      }
      if path == "-" {
        printed.append(format)
      } else {
        guard !files.contains(where: { $0.path == path }) else {
          throw UsageError(
            "--output names \(path) twice; each result needs a file of its own",
            command: arguments.command.name)
        }
        files.append(File(format: format, path: path))
      }
    }
    guard printed.count <= 1 else {
      throw UsageError(
        "standard output holds one result; send the others to files with --output FORMAT=PATH",
        command: arguments.command.name)
    }
    self.files = files
    standardOutput = printed.first ?? (arguments.has("quiet") && !files.isEmpty ? nil : byDefault)
  }

  /// Writes every result.
  ///
  /// The formats are made side by side, since none needs another, and written in their order.
  ///
  /// - Parameters:
  ///   - console: Where the one on standard output goes.
  ///   - render: Gives the bytes of one format, and is told whether it goes to standard output; nil
  ///     for a format that it does not know.
  /// - Throws: what could not be made or written.
  func write(
    to console: Console,
    render: @Sendable (_ format: String, _ isPrinted: Bool) throws(Unavailable) -> [UInt8]?
  ) throws(CommandFailure) {
    let wanted = files.map { ($0.format, false) } + (standardOutput.map { [($0, true)] } ?? [])
    let results = ParallelMap.map(wanted) { format, isPrinted in
      Result { () throws(CommandFailure) in try Self.bytes(format, isPrinted, render) }
    }
    for (file, result) in zip(files, results) {
      let bytes = try result.get()
      do {
        try OutputFile.write(bytes, to: file.path)
      } catch {
        throw CommandFailure("cannot write \(file.path): \(error.writingReason)")
      }
    }
    if standardOutput != nil, let printed = results.last { try console.result(try printed.get()) }
  }

  private static func bytes(
    _ format: String, _ isPrinted: Bool,
    _ render: (_ format: String, _ isPrinted: Bool) throws(Unavailable) -> [UInt8]?
  ) throws(CommandFailure) -> [UInt8] {
    do throws(Unavailable) {
      guard let bytes = try render(format, isPrinted) else {
        throw Unavailable("nothing here writes that format")
      }
      return bytes
    } catch {
      throw CommandFailure("cannot write \(format): \(error.reason)")
    }
  }
}
