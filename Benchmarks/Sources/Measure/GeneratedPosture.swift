import Foundation

/// A posture of many controls over ten files, alike to what a large team writes.
struct GeneratedPosture {
  let controls: Int

  /// Writes it into a folder that is there.
  func write(to folder: URL) throws {
    let posture = """
      avouch: 1
      organization: { name: Generated }
      targets:
        web: { url: "https://web.example", paths: [/, /login] }
        code: { files: . }
      use: ["controls/*.yaml"]
      frameworks: [soc2, iso27001]
      """
    try Data((posture + "\n").utf8).write(to: folder.appending(path: "avouch.yaml"))
    let files = folder.appending(path: "controls")
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    for file in 0..<10 {
      let numbers = (0..<controls).filter { $0 % 10 == file }
      let text = "controls:\n" + numbers.map(control).joined()
      try Data(text.utf8).write(to: files.appending(path: "part\(file).yaml"))
    }
  }

  private func control(_ number: Int) -> String {
    """
      - id: area\(number % 20).control-\(number)
        title: Control number \(number)
        statement: Every response of service \(number) carries HSTS for at least {minimum}.
        severity: \(["low", "medium", "high"][number % 3])
        owner: platform
        parameters: { minimum: \(100 + number % 300)d }
        maps-to: { soc2: [CC6.7], iso27001: [A.8.24] }
        checks:
          - headers:
              target: web
              expect:
                strict-transport-security: { minimum: "{minimum}", include-subdomains: true }
                x-content-type-options: nosniff
          - config:
              target: code
              files: "deploy/service-\(number)/*.yaml"
              each: spec.containers[*]
              where: [{ path: name, matches: "^app" }]
              assert:
                - { path: securityContext.runAsNonRoot, is: true }
                - { path: image, matches: "@sha256:" }

    """
  }
}
