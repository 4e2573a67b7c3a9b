import Glibc
import Model
import Systems
import TestSupport
import Testing

struct FileTreeTests {
  let folder = TemporaryFolder()
  var tree: FileTree { FileTree(root: folder.path) }

  private func list(_ patterns: String...) throws -> [String] {
    try tree.files(matching: patterns.map { try GlobPattern($0) })
  }

  private func reason(_ body: () throws -> some Any) -> String? {
    do {
      _ = try body()
      return nil
    } catch let error as Unavailable {
      return error.reason
    } catch {
      return "another error: \(error)"
    }
  }

  @Test("paths come sorted, once, without git's own")
  func listing() throws {
    for path in ["b.yaml", "a.yaml", "deploy/x.yaml", ".git/c.yaml", "deploy/.git", "z/y/d.yaml"] {
      try folder.write(path, "x")
    }
    #expect(try list("**/*.yaml") == ["a.yaml", "b.yaml", "deploy/x.yaml", "z/y/d.yaml"])
    #expect(try list("*.yaml", "a.*", "deploy/*") == ["a.yaml", "b.yaml", "deploy/x.yaml"])
    #expect(try list("a.yaml", "missing.yaml", "none/*.yaml") == ["a.yaml"])
    #expect(try list("**").count == 4)
  }

  @Test("only the folder that a pattern begins with is listed")
  func startsDeep() throws {
    try folder.write("deploy/a.yaml", "x")
    let deep = (0..<70).map { "d\($0)" }.joined(separator: "/")
    try folder.write("other/" + deep + "/b.yaml", "x")
    #expect(try list("deploy/**/*.yaml") == ["deploy/a.yaml"])
    #expect(reason { try list("**/*.yaml") }?.contains("64 folders deep") == true)
  }

  @Test("a link to a file inside is read; one that leads out, nowhere or in circles is refused")
  func links() throws {
    try folder.write("real/secret.yaml", "inside")
    let outside = TemporaryFolder()
    try outside.write("o.yaml", "outside")
    try folder.link("good.yaml", to: "real/secret.yaml")
    try folder.link("out.yaml", to: outside.path + "/o.yaml")
    try folder.link("gone.yaml", to: "nothing")
    try folder.link("loop.yaml", to: "loop.yaml")
    try folder.link("linked", to: "real")
    try folder.link("away", to: outside.path)

    let listed = try list("**/*.yaml")
    #expect(
      listed
        == ["gone.yaml", "good.yaml", "loop.yaml", "out.yaml", "real/secret.yaml"])
    #expect(try tree.read("good.yaml") == Array("inside".utf8))
    #expect(try tree.read("linked/secret.yaml") == Array("inside".utf8))
    #expect(
      reason { try tree.read("out.yaml") }
        == "out.yaml leads out of its folder through a symbolic link")
    #expect(reason { try tree.read("away/o.yaml") }?.contains("leads out") == true)
    #expect(reason { try tree.read("gone.yaml") } == "gone.yaml does not exist")
    #expect(reason { try tree.read("loop.yaml") } == "loop.yaml is a loop of symbolic links")
    #expect(reason { try list("linked/*.yaml") }?.contains("linked folders") == true)
  }

  @Test("a folder of links to itself is walked once")
  func cycle() throws {
    try folder.write("a/x", "x")
    try folder.link("a/up", to: "..")
    #expect(try list("**") == ["a/x"])
  }

  @Test(
    "paths that are not inside are refused",
    arguments: ["/etc/passwd", "../x", "a/../../x", "", ".", "a\0b"])
  func escapes(path: String) throws {
    #expect(reason { try tree.read(path) } == "\(path) is not a path inside its folder")
  }

  @Test("patterns that are not inside are refused", arguments: ["/etc/*", "../*", "a/../*.yaml"])
  func escapingPatterns(pattern: String) throws {
    #expect(reason { try list(pattern) } == "\(pattern) is not a pattern inside its folder")
  }

  @Test("what is no regular file gives its reason and does not hang")
  func kinds() throws {
    try folder.makeFolder("folder")
    let made = unsafe mkfifo(folder.path + "/pipe", 0o600)
    #expect(made == 0)
    #expect(reason { try tree.read("folder") } == "folder is a folder, not a file")
    #expect(reason { try tree.read("pipe") } == "pipe is a pipe, not a file")
    #expect(try list("folder", "pi*") == ["folder", "pipe"])
    #expect(
      reason { try FileTree(root: "/dev").read("null") } == "null is a device, not a file")
    try folder.write("file", "x")
    #expect(reason { try tree.read("file/x") }?.contains("not a folder") == true)
    let long = String(repeating: "n", count: 300)
    #expect(reason { try tree.read(long) } == "\(long) has a name that is too long")
  }

  @Test("sizes up to the limit are read, beyond it refused")
  func sizes() throws {
    try folder.write("f", [UInt8](repeating: 7, count: 200_000))
    #expect(try tree.read("f", limit: 200_000).count == 200_000)
    #expect(reason { try tree.read("f", limit: 199_999) } == "f is larger than 199.9 kB")
    try folder.write("empty", "")
    #expect(try tree.read("empty", limit: 0) == [])
    // Says it is empty and is not.
    #expect(try !FileTree(root: "/proc/self").read("status").isEmpty)
  }

  @Test("a digest is taken without reading links out of the tree")
  func digest() throws {
    try folder.write("f", [UInt8](repeating: 7, count: 200_000))
    let (size, digest) = try tree.digest(of: "f")
    #expect(size == 200_000)
    #expect(digest == Digest.sha256([UInt8](repeating: 7, count: 200_000)))
    try folder.link("out", to: "/etc/hostname")
    #expect(reason { try tree.digest(of: "out").size }?.contains("leads out") == true)
    #expect(try tree.contains("f") && tree.contains("out") && !tree.contains("none"))
    #expect(reason { try tree.contains("/f") } == "/f is not a path inside its folder")
  }

  @Test("a tree that is too full is refused with the figure, not cut short")
  func tooFull() throws {
    for index in 0..<30 { try folder.write("\(index % 3)/\(index).yaml", "") }
    let small = FileTree(root: folder.path, largestListing: 20)
    let everything = try GlobPattern("**/*.yaml")
    #expect(
      reason { try small.files(matching: [everything]) }
        == "there are more than 20 files below \(folder.path); name a folder in the pattern")
    #expect(try small.files(matching: [GlobPattern("1/*")]).count == 10)
    let exact = FileTree(root: folder.path, largestListing: 33)
    #expect(try exact.files(matching: [everything]).count == 30)
    let single = FileTree(root: folder.path + "/1", largestListing: 9)
    #expect(reason { try single.files(matching: [everything]) }?.contains("more than 9") == true)
  }

  @Test("a missing root is a reason, not an empty list")
  func missingRoot() throws {
    let tree = FileTree(root: folder.path + "/no")
    let pattern = try GlobPattern("*")
    #expect(
      reason { try tree.files(matching: [pattern]) }
        == "the folder \(folder.path)/no does not exist")
    #expect(reason { try tree.read("x") } == "x does not exist")
  }

  @Test("denied files and folders say so", .enabled(if: geteuid() != 0))
  func denied() throws {
    let closed = try folder.write("closed", "x")
    unsafe chmod(closed, 0)
    #expect(reason { try tree.read("closed") } == "closed may not be read (permission denied)")
    let shut = try folder.makeFolder("shut")
    unsafe chmod(shut, 0)
    #expect(reason { try list("shut/*") }?.contains("permission denied") == true)
    unsafe chmod(shut, 0o700)
  }

  @Test(
    "system errors read as the end of a sentence",
    arguments: [
      (EACCES, "may not be read (permission denied)"), (EIO, "disk"), (9_999, "system error 9999"),
    ])
  func words(number: Int32, words: String) {
    #expect(SystemError(number: number).words.contains(words))
  }
}
