import Foundation
import Model
import Reports
import Systems
import TestSupport
import Testing

/// Nothing that an audience may not see is in anything that is written for it, however it is encoded.
@Suite("What leaves the house")
struct CanaryTests {
  private static let canaries = CanaryAssessment()

  @Test(
    "no format shows an audience a word that is not for it",
    arguments: [Control.Audience.public, .nda])
  func leaks(audience: Control.Audience) throws {
    let hidden = Self.canaries.hidden(from: audience)
    #expect(hidden.count > 200)
    let outputs = try Self.outputs(for: audience)
    let found = try Self.words(in: outputs)
    for (name, words) in found {
      let leaked = words.compactMap { hidden[$0] }.sorted()
      #expect(leaked == [], "\(name) for \(audience)")
    }
    #expect(found.count == outputs.count)
  }

  @Test("every document shows an audience what is for it", arguments: Control.Audience.allCases)
  func shows(audience: Control.Audience) throws {
    let found = try Self.words(in: Self.outputs(for: audience))
    for name in ["html", "markdown", "json", "pdf"] {
      let words = try #require(found[name])
      for field in [".title", ".statement", "organization.name", "subprocessors.announced"] {
        let missing = Self.canaries.shown(to: audience, fields: field).filter {
          !words.contains($0)
        }
        #expect(missing == [], "\(name) for \(audience): \(field)")
      }
    }
    let observed = Self.canaries.shown(to: .nda, fields: ".observed")
    #expect(try #require(found["html"]).isSuperset(of: observed) == (audience != .public))
    let titles = Self.canaries.shown(to: audience, fields: ".planned.title")
    #expect(try #require(found["ics"]).isSuperset(of: titles))
  }

  /// Every way in which an assessment is written that takes an audience.
  private static func outputs(for audience: Control.Audience) throws -> [String: [UInt8]] {
    let options = ReportOptions(audience: audience, verbose: true)
    let pdf = PDFPostureDocument(resources: GoldenTests.resources) {
      (html, moment) throws(Unavailable) in
      try PagePrinter(environment: [:]).pdf(of: html, dated: moment)
    }
    let documents: [any Report] =
      ReportCatalog.documents(resources: GoldenTests.resources) + ReportCatalog.documentData
      + ReportCatalog.oscal + [pdf]
    var outputs: [String: [UInt8]] = [:]
    for report in documents {
      outputs[report.format] = try report.bytes(canaries.assessment, options: options)
    }
    for report in ReportCatalog.all {
      outputs["check-" + report.format] = try report.bytes(canaries.assessment, options: options)
    }
    let map = ControlMap(PublishedAssessment(canaries.assessment, for: audience))
    for report in MapCatalog.all(resources: GoldenTests.resources) {
      outputs["map-" + report.format] = try report.bytes(map, options: options)
    }
    return outputs
  }

  /// The canaries in outputs: as they are written, and decoded in every way a reader decodes them.
  private static func words(in outputs: [String: [UInt8]]) throws -> [String: Set<String>] {
    let folder = TemporaryFolder()
    var files: [String: String] = [:]
    for (name, bytes) in outputs { files[name] = try folder.write(name, bytes) }
    let list = String(decoding: try JSONEncoder().encode(files), as: UTF8.self)
    let json = try PythonValidation.run(
      #"""
      import html, io, json, re, subprocess, sys, urllib.parse, zipfile, zlib
      def texts(raw):
          if raw[:5] == b"%PDF-":
              for layout in ([], ["-layout"], ["-raw"]):
                  yield subprocess.run(["pdftotext", *layout, "-", "-"], input=raw,
                                       capture_output=True, check=True).stdout.decode()
              yield subprocess.run(["pdfinfo", "-"], input=raw, capture_output=True,
                                   check=True).stdout.decode()
              for stream in re.findall(rb"stream\r?\n(.*?)endstream", raw, re.S):
                  try: yield zlib.decompress(stream).decode("latin-1")
                  except zlib.error: pass
          if raw[:2] == b"PK":
              with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                  for name in archive.namelist(): yield name; yield from texts(archive.read(name))
          text = raw.decode("utf-8", "replace")
          yield text
          yield html.unescape(re.sub(r"<[^>]*>", "", text))
          yield re.sub(r"\r\n[ \t]", "", text)
          yield urllib.parse.unquote(text)
          yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
          yield re.sub(r"\\(.)", r"\1", text)
          yield re.sub(r"\x1b\[[0-9;]*m", "", text)
      result = {}
      for name, path in json.loads(json.load(sys.stdin)["files"]).items():
          with open(path, "rb") as file: raw = file.read()
          found = set()
          for text in texts(raw):
              for form in (text, re.sub(r"\s+|\xad|\u200b", "", text)):
                  found.update(re.findall(r"qz[a-z]{4}zq", form.lower()))
          result[name] = sorted(found)
      print(json.dumps(result))
      """#, input: ["files": list])
    return try withExtendedLifetime(folder) {
      try JSONDecoder().decode([String: Set<String>].self, from: Data(json.utf8))
    }
  }
}
