import Foundation
import Systems
import TestSupport
import Testing

/// What is kept is believed only as it was written.
struct CacheFolderTests {
  private let folder = TemporaryFolder()
  private var cache: CacheFolder { CacheFolder(path: folder.path + "/a/cache", key: [1, 2]) }
  private let content = Array("what was found".utf8)
  private var file: String { folder.path + "/a/cache/name" }

  @Test func `what was written is read for its purpose alone`() throws {
    #expect(cache.read("name", for: "purpose") == nil)
    cache.write(content, as: "name", for: "purpose")
    #expect(cache.read("name", for: "purpose") == content)
    #expect(cache.read("name", for: "other") == nil)
    #expect(cache.read("other", for: "purpose") == nil)
    let foreign = CacheFolder(path: cache.path, key: [1, 3])
    #expect(foreign.read("name", for: "purpose") == nil)
    let modes = try [cache.path, file].map {
      try FileManager.default.attributesOfItem(atPath: $0)[.posixPermissions] as? Int
    }
    #expect(modes == [0o700, 0o600])
  }

  @Test func `a changed or cut file is none`() throws {
    cache.write(content, as: "name", for: "purpose")
    let bytes = try Data(contentsOf: URL(filePath: file))
    for place in bytes.indices {
      var changed = bytes
      changed[place] ^= 1
      try changed.write(to: URL(filePath: file))
      #expect(cache.read("name", for: "purpose") == nil)
    }
    for count in bytes.indices {
      try bytes.prefix(count).write(to: URL(filePath: file))
      #expect(cache.read("name", for: "purpose") == nil)
    }
    try bytes.write(to: URL(filePath: file))
    #expect(cache.read("name", for: "purpose") == content)
  }

  @Test func `a file that others may write to, or a link, is none`() throws {
    cache.write(content, as: "name", for: "purpose")
    try FileManager.default.setAttributes([.posixPermissions: 0o622], ofItemAtPath: file)
    #expect(cache.read("name", for: "purpose") == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    try FileManager.default.moveItem(atPath: file, toPath: file + ".real")
    try FileManager.default.createSymbolicLink(
      atPath: file, withDestinationPath: file + ".real")
    #expect(cache.read("name", for: "purpose") == nil)
    cache.write(content, as: "name", for: "purpose")
    #expect(cache.read("name", for: "purpose") == content)
    try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: cache.path)
    cache.write([], as: "second", for: "purpose")
    #expect(cache.read("second", for: "purpose") == nil)
  }

  @Test func `a folder does not grow for ever`() throws {
    for index in 0..<230 { cache.write(content, as: "file \(index)", for: "purpose") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache.path).count == 200)
  }

  @Test func `the standard place follows the specification`() {
    #expect(CacheFolder.standardPath(["XDG_CACHE_HOME": "/x", "HOME": "/h"]) == "/x/avouch")
    #expect(CacheFolder.standardPath(["XDG_CACHE_HOME": "x", "HOME": "/h"]) == "/h/.cache/avouch")
    #expect(CacheFolder.standardPath(["HOME": ""]) == nil)
  }
}
