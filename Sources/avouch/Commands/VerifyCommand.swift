import Bundles
import CommandLineInterface
import Model
import Systems

/// `avouch verify`: holds signed documents against their signature.
enum VerifyCommand: Subcommand {
  static let definition = Command(
    name: "verify",
    summary: "check signed documents against their signature",
    discussion: "Names every file that was changed, added or is missing, and says whether the "
      + "signature is valid, unexpired and made by a key that you trust. Without such a key nothing "
      + "is proved, and the exit code is 3. Exit 1: something is wrong.",
    operands: [
      .init(
        "BUNDLE", required: true,
        help: "The folder of the documents, or the statement in it when it has a name of its own.")
    ],
    options: [
      Option(
        "allowed-signers", short: "s", value: .required(placeholder: "FILE"),
        help: "The signers that you trust, as ssh-keygen reads them."),
      Option(
        "key", short: "k", value: .required(placeholder: "PUB"),
        help: "The one public key that you trust."),
      Option(
        "identity", short: "I", value: .required(placeholder: "NAME"),
        help: "Who must have signed; by default whoever the statement names."),
      Option(
        "namespace", short: "n", value: .required(placeholder: "NAME"),
        help: "What the signature must be for; by default posture or posture@ and any domain."),
      Option(
        "format", short: "f", value: .choice(["text", "json"], placeholder: "FORMAT"),
        help: "How to print the result; text by default."),
      Option(
        "now", value: .required(placeholder: "TIME"),
        help: "Verify as of this time (RFC 3339); SOURCE_DATE_EPOCH does the same."),
    ],
    examples: [
      .init("avouch verify published/ --key vendor.pub", "Trust one key."),
      .init(
        "avouch verify published/ --allowed-signers ~/.ssh/allowed_signers -I security@example.com",
        "Trust a list, and expect one signer in it."),
    ])

  static func run(_ arguments: ParsedArguments, in surroundings: Surroundings) throws -> ExitCode {
    if arguments.has("key"), arguments.has("allowed-signers") {
      throw UsageError("give --key or --allowed-signers, not both", command: definition.name)
    }
    do {
      let (folder, names) = try place(of: arguments.operand(0) ?? ".")
      let anchor = try TrustAnchor.read(
        key: arguments.value("key"), allowedSigners: arguments.value("allowed-signers"),
        outside: folder)
      let verification = try BundleVerifier(
        folder: folder, names: names, anchor: anchor, now: try surroundings.now(arguments),
        namespace: arguments.value("namespace"), identity: arguments.value("identity")
      ).verify()
      try surroundings.console.result(
        arguments.value("format") == "json"
          ? VerificationReport.json(verification) : VerificationReport.text(verification))
      return exitCode(verification.state)
    } catch let error as Unavailable {
      throw CommandFailure(error.reason)
    }
  }

  private static func exitCode(_ state: BundleVerification.State) -> ExitCode {
    switch state {
    case .verified: .holds
    case .refused: .violated
    case .unverified: .unmeasured
    }
  }

  /// The folder of the bundle and what its files are called.
  private static func place(
    of path: String
  ) throws(Unavailable) -> (SealedFolder, BundleNames) {
    guard path.hasSuffix(".json") else { return (try SealedFolder(path: path), .standard) }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let parent = String(path.dropLast(name.count))
    return (
      try SealedFolder(path: parent.isEmpty ? "." : parent), BundleNames(statement: name)
    )
  }
}
