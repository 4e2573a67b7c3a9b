import FoundationEssentials
import Testing

/// Holds text against a file under Tests/Golden; with UPDATE_GOLDEN=1 the file is written instead.
package func expectGolden(
  _ actual: String, _ name: String, file: String = #filePath,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let tests = file.firstRange(of: "/Tests/") else {
    Issue.record("\(file) is not below Tests", sourceLocation: sourceLocation)
    return
  }
  let path = file[..<tests.upperBound] + "Golden/" + name
  if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
    let folder = path[..<(path.lastIndex(of: "/") ?? path.endIndex)]
    try? FileManager.default.createDirectory(
      atPath: String(folder), withIntermediateDirectories: true)
    #expect(throws: Never.self, sourceLocation: sourceLocation) {
      try Data(actual.utf8).write(to: URL(filePath: String(path)))
    }
    return
  }
  guard let data = FileManager.default.contents(atPath: String(path)) else {
    Issue.record(
      "Golden/\(name) does not exist; UPDATE_GOLDEN=1 writes it", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: data, as: UTF8.self)
  guard actual != expected else { return }
  let difference = firstDifference(actual, expected)
  Issue.record("Golden/\(name) differs: \(difference)", sourceLocation: sourceLocation)
}

private func firstDifference(_ actual: String, _ expected: String) -> Comment {
  let left = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let right = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let line = zip(left, right).prefix { $0 == $1 }.count
  let got = line < left.count ? String(left[line]) : "the end"
  let wanted = line < right.count ? String(right[line]) : "the end"
  return "line \(line + 1) is\n  \(got)\nexpected\n  \(wanted)"
}
