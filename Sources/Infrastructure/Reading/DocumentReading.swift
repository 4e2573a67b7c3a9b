import Model
import StructuredData

/// Parses structured files of a tree and keeps what came out, or what could not be read.
struct DocumentReading {
  var found = ConfiguredResources()

  /// The bytes of a file; a file that cannot be read becomes a gap.
  mutating func bytes(of path: String, in files: some SourceFiles) -> [UInt8]? {
    do throws(Unavailable) {
      return try files.bytes(of: path)
    } catch {
      note(error.reason, in: path)
      return nil
    }
  }

  /// The documents of a file; a file that does not parse becomes a gap with the place of the first
  /// error, and says if it is a template.
  mutating func documents(
    _ bytes: [UInt8], as format: StructuredFilesRequest.Format, path: String
  ) -> [Node]? {
    do throws(Diagnostics) {
      return try StructuredParser.parse(bytes, as: format, path: path)
    } catch {
      let first = error.list.first
      let reason =
        ByteSearch.hasTemplateMarks(bytes)
        ? TemplateMarking.reason : first?.message ?? "the file cannot be parsed"
      note(reason, in: path, at: first?.location.span)
      return nil
    }
  }

  mutating func note(_ reason: String, in path: String, at span: TextSpan? = nil) {
    found.gaps.append(ReadingGap(file: path, span: span, reason: reason))
  }
}
