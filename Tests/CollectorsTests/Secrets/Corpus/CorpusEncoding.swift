import Foundation

/// Texts with secrets, encoded into other texts.
enum CorpusEncoding {
  static func sample(_ random: inout CorpusRandom, isHeld: Bool) -> CorpusSample {
    let forms = CorpusTokens.all.filter { !$0.needsName }
    let form = random.one(of: forms)
    let token = form.make(&random)
    let name = CorpusSurroundings.upper(random.one(of: form.names))
    let plain = "# settings of stage \(random.hexadecimal(3))\nREGION=eu-1\n\(name)=\(token)\n"
    let encoded: String
    let text: String
    switch (isHeld, random.below(3)) {
    case (false, 0):
      encoded = Data(plain.utf8).base64EncodedString()
      text = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ndata:\n  env: \(encoded)\n"
    case (false, 1):
      encoded = plain.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
      text = "payload = bytes.fromhex(\"\(encoded)\")\n"
    case (false, _):
      encoded = Data(plain.utf8).base64EncodedString(options: [
        .lineLength76Characters, .endLineWithLineFeed,
      ])
      text =
        "content: !!binary |\n"
        + encoded.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n") + "\n"
    case (true, 0):
      encoded = CorpusChecksum.base64URL(plain)
      text = "https://config.acme-prod.net/load?blob=\(encoded)&v=2\n"
    case (true, 1):
      encoded = token
      text =
        "{\"log\": \"{\\\"\(name)\\\":\\\"\(token)\\\",\\\"ok\\\":true}\\n\", \"stream\": \"stdout\"}\n"
    case (true, _):
      encoded = CorpusChecksum.base64(Array(token.utf8))
      text = "\(name)_B64=\(encoded)\n"
    }
    return CorpusSample(
      family: "encoded", text: text,
      secret: encoded.split(separator: "\n").first.map(String.init), isHeld: isHeld)
  }
}
