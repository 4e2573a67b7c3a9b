import Model
import Testing
import TestSupport

@Suite struct RequirementIncludesTests {
  @Test func `included files are manifests of their own, each once`() throws {
    let inventory = try PackagesBench.collect([
      "requirements.txt": "-r deps/base.in\n--requirement=deps/more.txt\na==1\n",
      "deps/base.in": "b==2\n-r ./more.txt\n-r ../requirements.txt\n", "deps/more.txt": "c==3\n",
    ])
    #expect(inventory.paths == ["deps/base.in", "deps/more.txt", "requirements.txt"])
    #expect(inventory.names("deps/base.in") == ["b 2"])
    #expect(inventory.names("deps/more.txt") == ["c 3"])
  }

  @Test func `files that include themselves come to an end`() throws {
    let inventory = try PackagesBench.collect([
      "requirements.txt": "-r requirements.txt\n-r requirements-b.txt\n",
      "requirements-b.txt": "-c requirements.txt\n-r requirements.txt\na\n",
    ])
    #expect(inventory.paths == ["requirements-b.txt", "requirements.txt"])
    #expect(inventory.names("requirements-b.txt") == ["a ?"])
  }

  @Test func `constraints fix versions and install nothing`() throws {
    let inventory = try PackagesBench.collect([
      "requirements.txt": "-c limits.txt\nA_b>=1\nc==9\nd\n",
      "limits.txt": "a-b==1.5\nc==1\nunused==2\n-r more-limits.txt\n",
      "more-limits.txt": "d==4\n",
    ])
    #expect(inventory.names("requirements.txt") == ["a-b 1.5", "c 9", "d 4"])
    #expect(inventory.names("limits.txt") == [])
    #expect(inventory["limits.txt"]?.format == "constraints")
    #expect(inventory.names("more-limits.txt") == [])
  }

  @Test(arguments: [
    "../../etc/passwd", "/etc/passwd", "~/x", "a/../../x", "https://u:secret@example.org/r.txt",
    "$HOME/x", "..", "..\\x",
  ])
  func `an include that leads out makes the file unreadable`(_ target: String) throws {
    let inventory = try PackagesBench.collect(["requirements.txt": "a==1\n-r \(target)\n"])
    let failure = try #require(inventory.failure("requirements.txt"))
    #expect(failure.hasPrefix("requirements.txt:2:1: the file "))
    #expect(!failure.contains("secret"))
    #expect(inventory.paths == ["requirements.txt"])
  }

  @Test func `a link that leads out is not followed`() throws {
    let outside = try PackagesBench.folder(["secret.txt": "stolen==1\n"])
    let folder = try PackagesBench.folder(["requirements.txt": "-r link.txt\n"])
    try folder.link("link.txt", to: outside.path + "/secret.txt")
    let failure = try #require(try PackagesBench.collect(folder).failure("link.txt"))
    #expect(failure.contains("leads out of its folder"))
  }

  @Test func `a missing include says who wanted it`() throws {
    let inventory = try PackagesBench.collect(["requirements.txt": "\n-r gone.txt\n"])
    #expect(
      inventory.failure("gone.txt") == "gone.txt does not exist (requirements.txt:2:1 includes it)")
  }

  @Test func `setuptools may name files instead of a list`() throws {
    let inventory = try PackagesBench.collect([
      "pyproject.toml": """
      [project]
      name = "a"
      dynamic = ["dependencies", "optional-dependencies"]
      [tool.setuptools.dynamic]
      dependencies = { file = ["base.txt"] }
      optional-dependencies.extra = { file = "extra.txt" }
      """, "base.txt": "b==1\n", "extra.txt": "c==2\n",
    ])
    #expect(inventory.names("pyproject.toml") == [])
    #expect(inventory.names("base.txt") == ["b 1"])
    #expect(inventory.names("extra.txt") == ["c 2"])
  }
}
