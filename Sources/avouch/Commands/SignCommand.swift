import Bundles
import CommandLineInterface
import Model
import Systems

/// `avouch sign`: puts a signature beside documents that a buyer can check.
enum SignCommand: Subcommand {
  private static let defaultValidity = "90d"

  static let definition = Command(
    name: "sign",
    summary: "sign documents so that a buyer can check them",
    discussion: "Writes a statement over the SHA-256 of every file, an OpenSSH signature of it "
      + "that ssh-keygen verifies, a DSSE envelope, and the line that lets a buyer allow the key. "
      + "The key stays where it is: ssh-keygen or the agent signs, and asks for the passphrase.",
    operands: [
      .init(
        "FILE", required: true, repeatable: true,
        help: "What is published; a folder stands for everything in it.")
    ],
    options: [
      Option(
        "key", short: "k", value: .required(placeholder: "KEY"),
        help: "An Ed25519 key file of OpenSSH or PKCS#8; a .pub file when an agent holds the key."),
      Option(
        "output", short: "o", value: .required(placeholder: "FOLDER"),
        help: "The bundle's folder, which holds every FILE; by default the deepest that does."),
      Option(
        "expires", value: .required(placeholder: "WHEN"),
        help: "A duration or a date after which the bundle no longer verifies; "
          + "\(defaultValidity) by default."),
      Option(
        "identity", short: "I", value: .required(placeholder: "NAME"),
        help: "The name under which buyers look the key up, such as security@example.com."),
      Option(
        "namespace", short: "n", value: .required(placeholder: "NAME"),
        help: "What the signature is for; posture@ and the domain of the identity by default."),
      Option(
        "organization", value: .required(placeholder: "NAME"),
        help: "Whose posture it is, written into the statement."),
      Option(
        "now", value: .required(placeholder: "TIME"),
        help: "Sign as of this time (RFC 3339); SOURCE_DATE_EPOCH does the same."),
    ],
    examples: [
      .init(
        "avouch sign published/ --key ~/.ssh/posture --identity security@example.com",
        "Sign everything in a folder."),
      .init(
        "avouch sign posture.html posture.md --key posture.pub --expires 30d",
        "Let the agent sign two files for a month."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    guard let keyPath = arguments.value("key") else {
      throw UsageError("sign needs --key KEY", command: definition.name)
    }
    let now = try surroundings.now(arguments)
    let expires = try expiry(arguments, now: now)
    let identity = try name(arguments, "identity") ?? SignerName.anonymous
    let namespace = try name(arguments, "namespace") ?? SignerName.namespace(for: identity)
    do {
      let selection = try FileSelection(arguments.operands, output: arguments.value("output"))
      let statement = Statement(
        subjects: try selection.subjects(), created: now, expires: expires, identity: identity,
        namespace: namespace, organization: arguments.value("organization"),
        toolVersion: Program.version)
      let key = try KeyFile(path: keyPath)
      let bundle = try BundleSigner(key: key, environment: surroundings.environment)
        .sign(statement)
      let written = try bundle.write(into: selection.folder)
      try surroundings.console.result(
        summary(of: statement, in: selection.folder.path, written: written, key: key))
      note(what: bundle, leavesOut: selection, on: surroundings.console)
      return .holds
    } catch let error as Unavailable {
      throw CommandFailure(error.reason)
    }
  }

  private static func expiry(
    _ arguments: ParsedArguments, now: Instant
  ) throws(UsageError) -> Instant {
    let text = arguments.value("expires") ?? defaultValidity
    let end = CalendarDate(text).map { Instant(endOf: $0) } ?? TimeSpan(text)?.end(from: now)
    guard let end else {
      throw UsageError(
        "--expires is a duration such as 90d or a date such as 2027-02-19, not \"\(text)\"",
        command: definition.name)
    }
    guard end > now else {
      throw UsageError("--expires \(text) is already over", command: definition.name)
    }
    return end
  }

  private static func name(
    _ arguments: ParsedArguments, _ option: String
  ) throws(UsageError) -> String? {
    guard let name = arguments.value(option) else { return nil }
    if let problem = SignerName.problem(with: name) {
      throw UsageError(
        "--\(option) \(problem), unlike \(ShownText.quoted(name))", command: definition.name)
    }
    return name
  }

  private static func summary(
    of statement: Statement, in folder: String, written: [String], key: KeyFile
  ) -> String {
    let count = statement.subjects.count
    let names = BundleNames.standard
    return """
      signed \(count) file\(count == 1 ? "" : "s") in \(ShownText.escaped(folder))
        as \(statement.identity) with \(key.publicKey.fingerprint)
        until \(statement.expires.description)
        in \(written.joined(separator: ", "))
      A buyer checks the signature in that folder with
        ssh-keygen -Y verify -f \(names.allowedSigners) -I \(statement.identity) \
      -n \(statement.namespace) -s \(names.signature) < \(names.statement)

      """
  }

  private static func note(
    what bundle: SignedBundle, leavesOut selection: FileSelection, on console: Console
  ) {
    if let reason = bundle.reasonWithoutEnvelope {
      console.note("no DSSE envelope was made: \(reason)")
    }
    do {
      let uncovered = try selection.uncovered()
      guard !uncovered.isEmpty else { return }
      let shown = uncovered.prefix(5).map { ShownText.escaped($0) }.joined(separator: ", ")
      console.note(
        "not signed, and named by a verification as added: \(shown)"
          + (uncovered.count > 5 ? " and \(uncovered.count - 5) more" : ""))
    } catch {
      console.note("whether the folder holds other files is not known: \(error.reason)")
    }
  }
}
