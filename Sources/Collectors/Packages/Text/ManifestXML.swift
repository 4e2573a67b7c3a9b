import Model
import Systems

/// Reads an XML manifest whole.
enum ManifestXML {
  private static let limits = XMLLimits(
    maximumBytes: PackageLimits.largestFile, maximumDepth: 200, maximumElements: 2_000_000)

  static func root(of bytes: [UInt8], path: String) throws(Diagnostics) -> XMLElement {
    do throws(XMLProblem) {
      return try XMLElement.root(of: bytes, limits: limits)
    } catch {
      throw Diagnostics(
        error.message, path: path,
        at: TextSpan(line: max(1, error.line ?? 1), column: max(1, error.column ?? 1)))
    }
  }
}
