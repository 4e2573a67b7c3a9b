import Advisories
import Testing

struct AdvisoryLocationTests {
  @Test(arguments: [
    (["AVOUCH_ADVISORIES": "/a/b.sqlite", "HOME": "/h"], "/a/b.sqlite"),
    (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/avouch/advisories.sqlite"),
    // A relative path is to be ignored, says the specification.
    (["XDG_CACHE_HOME": "c", "HOME": "/h"], "/h/.cache/avouch/advisories.sqlite"),
  ])
  func `the database lies in the folder for caches`(
    _ environment: [String: String], _ path: String
  ) {
    #expect(AdvisoryLocation.standard(in: environment) == path)
  }
}
