import Foundation
import Model
import Reports
import Systems
import TestSupport
import Testing

/// The document as it looks, held against pictures that a person has looked at.
///
/// The pictures are made with Debian's DejaVu fonts and compared with tolerance: small, in grey, since
/// another version of the browser draws the edges of letters otherwise.
@Suite("Pictures", .serialized)
struct PictureTests {
  private static let looks = [
    ("desktop", Browser.Look(width: 1_280, height: 1_500, isDark: false)),
    ("desktop-dark", Browser.Look(width: 1_280, height: 1_500, isDark: true)),
    ("phone", Browser.Look(width: 390, height: 2_600, isDark: false)),
  ]

  @Test("the page looks as it did", arguments: looks.map(\.0))
  func page(name: String) throws {
    let look = try #require(Self.looks.first { $0.0 == name }).1
    let picture = try Browser.picture(of: Self.html(), look)
    try Self.compare(picture, with: "posture-\(name).png")
  }

  @Test("the commitments, subprocessors and roadmap look as they did")
  func middle() throws {
    // Only these sections, so that the picture stays small whatever stands before them.
    let sheet = """
      <style>.cover, .contents, main > section { display: none } .sheet { display: block }
      #commitments, #subprocessors, #roadmap { display: block !important }</style></head>
      """
    let html = try Self.html().replacing("</head>", with: sheet)
    let look = Browser.Look(width: 1_000, height: 2_050, isDark: false)
    try Self.compare(try Browser.picture(of: html, look), with: "posture-records.png")
  }

  @Test("the control map looks as it did")
  func map() throws {
    let html = Self.withSetFonts(try MapGoldenTests.render("html", SampleMap.map(.nda)))
    let look = Browser.Look(width: 1_280, height: 1_800, isDark: false)
    try Self.compare(try Browser.picture(of: html, look), with: "map-desktop.png")
  }

  @Test("a control with its evidence looks as it did")
  func control() throws {
    let sheet = """
      <style>.cover, .contents, main > section { display: none } .sheet { display: block }
      #topic-1 { display: block !important }</style></head>
      """
    let html = try Self.html().replacing("</head>", with: sheet)
    let look = Browser.Look(width: 1_000, height: 1_100, isDark: false)
    try Self.compare(try Browser.picture(of: html, look), with: "posture-control.png")
  }

  @Test("the printed pages look as they did", arguments: [1, 2])
  func print(number: Int) throws {
    let pdf = try PagePrinter(environment: [:])
      .pdf(of: Array(Self.html().utf8), dated: SampleAssessment.now)
    let folder = TemporaryFolder()
    let file = try folder.write("page.pdf", pdf)
    try ChildProcess.run([
      "/usr/bin/pdftoppm", "-r", "72", "-f", String(number), "-l", String(number), "-singlefile",
      "-png", file, folder.path + "/page",
    ])
    let picture = try #require(FileManager.default.contents(atPath: folder.path + "/page.png"))
    try Self.compare([UInt8](picture), with: "posture-print-\(number).png")
  }

  @Test("a changed colour, a missing section and a moved line are seen")
  func sensitivity() throws {
    let look = try #require(Self.looks.first).1
    let whole = try Browser.picture(of: Self.html(), look)
    let faults = [
      ("--ink: #1b2027", "--ink: #c0392b"), ("class=\"brief\"", "style=\"display:none\""),
      ("margin-top: 1.1rem;\n  font: 400 clamp", "margin-top: 3rem;\n  font: 400 clamp"),
    ]
    for (text, fault) in faults {
      let html = try Self.html()
      #expect(html.contains(text))
      let picture = try Browser.picture(of: html.replacing(text, with: fault), look)
      #expect(try Self.difference(picture, whole) > Self.tolerance, "\(fault)")
    }
  }

  /// The share of a picture's small squares that may differ.
  private static let tolerance = 0.008

  private static func html() throws -> String {
    withSetFonts(
      HTMLPostureDocument(resources: GoldenTests.resources)
        .render(SampleAssessment.dated, options: ReportOptions(audience: .nda)))
  }

  /// The page in the fonts that the set-up installs, wherever others are there too.
  private static func withSetFonts(_ html: String) -> String {
    html.replacing(/--sans: [^;]*;/, with: "--sans: \"DejaVu Sans\";")
      .replacing(/--serif: [^;]*;/, with: "--serif: \"DejaVu Serif\";")
      .replacing(/--mono: [^;]*;/, with: "--mono: \"DejaVu Sans Mono\";")
  }

  private static func compare(_ picture: [UInt8], with name: String) throws {
    let golden = TestPaths.package.appending(path: "Tests/Golden/Pictures/\(name)")
    if ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1" {
      try Data(reduced(picture)).write(to: golden)
      return
    }
    let expected = try #require(
      FileManager.default.contents(atPath: golden.path), "UPDATE_GOLDEN=1 makes the picture")
    let difference = try difference(picture, [UInt8](expected))
    #expect(difference <= tolerance, "\(name) differs in \(difference) of its squares")
  }

  /// The picture at half its size with few colours, so that a repository can hold it.
  private static func reduced(_ picture: [UInt8]) throws -> [UInt8] {
    let folder = TemporaryFolder()
    let file = try folder.write("picture.png", picture)
    _ = try PythonValidation.run(
      """
      import json, sys
      from PIL import Image
      path = json.load(sys.stdin)["path"]
      image = Image.open(path).convert("RGB")
      if image.width > 700: image = image.resize((image.width // 2, image.height // 2), Image.BOX)
      image.quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)
      """, input: ["path": file])
    return [UInt8](try #require(FileManager.default.contents(atPath: file)))
  }

  /// The share of squares of about eight pixels whose mean colour differs by more than a twelfth.
  private static func difference(_ one: [UInt8], _ other: [UInt8]) throws -> Double {
    let folder = TemporaryFolder()
    let files = ["a": try folder.write("a.png", one), "b": try folder.write("b.png", other)]
    let text = try PythonValidation.run(
      """
      import json, sys
      from PIL import Image, ImageChops
      paths = json.load(sys.stdin)
      a, b = (Image.open(paths[name]).convert("RGB") for name in "ab")
      ratios = [image.width / image.height for image in (a, b)]
      if abs(ratios[0] - ratios[1]) > 0.01: print(1.0); sys.exit()
      size = (min(a.width, b.width) // 4, min(a.height, b.height) // 4)
      a, b = (image.resize(size, Image.BOX) for image in (a, b))
      pixels = list(ImageChops.difference(a, b).getdata())
      print(sum(max(pixel) > 21 for pixel in pixels) / len(pixels))
      """, input: files)
    return try withExtendedLifetime(folder) {
      try #require(Double(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
  }
}
