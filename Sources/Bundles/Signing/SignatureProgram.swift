import Model
import Systems

/// The system's `ssh-keygen`, which signs with any key it can unlock: by asking for a passphrase
/// itself, or by asking an agent.
struct SignatureProgram {
  private static let folders = ["/usr/bin", "/usr/local/bin", "/bin"]
  /// What it needs to find the agent and to ask a person; nothing else is passed on.
  private static let passedOn = [
    "HOME", "SSH_AUTH_SOCK", "SSH_ASKPASS", "DISPLAY", "TERM",
  ]
  /// A person may have to find the passphrase first.
  private static let patience = Duration.seconds(600)

  let environment: [String: String]

  /// The signature over a message, which travels by pipe and is never a file.
  ///
  /// - Throws: what the program said when it refused.
  func signature(
    over message: [UInt8], keyPath: String, namespace: String
  ) throws(Unavailable) -> SSHSignature {
    guard let program = SystemProgram.locate("ssh-keygen", in: Self.folders) else {
      throw Unavailable("there is no ssh-keygen in \(Self.folders.joined(separator: ", "))")
    }
    var variables = environment.filter { Self.passedOn.contains($0.key) }
    variables["PATH"] = Self.folders.joined(separator: ":")
    let process = SystemProgram(
      executable: program, arguments: ["-Y", "sign", "-f", keyPath, "-n", namespace],
      environment: variables)
    let outcome = try process.run(
      input: message, outputLimit: SSHSignature.sizeLimit, deadline: .now + Self.patience)
    guard outcome.status == 0 else {
      throw Unavailable("ssh-keygen did not sign: " + Self.reason(in: outcome))
    }
    do throws(Malformed) { return try SSHSignature(text: outcome.output) } catch {
      throw Unavailable("the signature of ssh-keygen \(error.reason)")
    }
  }

  private static func reason(in outcome: SystemProgram.Outcome) -> String {
    let lines = String(decoding: outcome.errors.prefix(2_000), as: UTF8.self)
      .split(whereSeparator: \.isNewline)
      .map { ShownText.escaped(String($0)) }
      .filter { !$0.hasPrefix("Signing ") }
    return lines.isEmpty ? "exit code \(outcome.status)" : lines.joined(separator: "; ")
  }
}
