import Foundation

/// Measures the checks of live endpoints, beside other programs where they are installed: `sslscan`,
/// `testssl` and `sslyze`, on PATH or in the folder that AVOUCH_PEERS names.
func measureEndpoints(of avouch: String, in folder: URL) throws {
  raiseFileLimit()
  guard let site = MeasuredSite(in: folder) else {
    print("endpoint: nginx or openssl could not be started")
    return
  }
  let path = site.folder.path
  try site.writePosture()
  Measurement(
    title: "avouch check, one target with four paths, all endpoint checks",
    words: [avouch, "check", "--quiet"], folder: path, limit: 500
  ).print()
  let address = "localhost:\(MeasuredSite.port)"
  Measurement(
    title: "avouch scan endpoint",
    words: [
      avouch, "scan", "endpoint", "https://\(address)", "--certificate-authority", "ca.pem",
      "--resolve", "localhost:80:127.0.0.1:\(MeasuredSite.plainPort)", "--quiet",
    ], folder: path, limit: 500
  ).print()
  let peers = [
    ("sslscan", [address]), ("sslyze", [address]),
    ("testssl", ["--quiet", "--ip", "127.0.0.1", address]),
  ]
  for (name, arguments) in peers {
    guard let program = program(name) else {
      print("\(name): not installed")
      continue
    }
    // It takes minutes.
    let isSlow = name == "testssl"
    Measurement(
      title: name, words: [program] + arguments, folder: path, runs: isSlow ? 1 : 5,
      warmsUp: !isSlow
    ).print()
  }
  guard let relay = DelayRelay(to: MeasuredSite.port, roundTrip: 50) else { return }
  try site.writePosture(behind: relay.port)
  withExtendedLifetime(relay) {
    Measurement(
      title: "avouch check, 50 hosts of 4 paths, 50 ms away, all endpoint checks",
      words: ["/bin/sh", "-c", "ulimit -Sn 1024; exec \"$@\"", "sh", avouch, "check", "--quiet"],
      folder: path, limit: 5_000, runs: 5
    ).print()
  }
}

private func program(_ name: String) -> String? {
  let environment = ProcessInfo.processInfo.environment
  let folders = [environment["AVOUCH_PEERS"], environment["PATH"]].compactMap(\.self)
    .flatMap { $0.split(separator: ":").map(String.init) }
  return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
}

/// For the relay and nginx; what is measured keeps the common limit.
private func raiseFileLimit() {
  var limit = rlimit()
  guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
  limit.rlim_cur = min(limit.rlim_max, 16_384)
  setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
}
