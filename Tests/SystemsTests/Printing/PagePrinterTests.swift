import Foundation
import Model
import TestSupport
import Testing

@testable import Systems

/// PDFs printed by the real browser, read by poppler.
@Suite("Printing", .serialized)
struct PagePrinterTests {
  private static let moment = Instant(seconds: 1_795_255_200)  // 2026-11-21T10:00:00Z

  @Test func `a page becomes a tagged PDF with a title, a language and an outline`() throws {
    let pdf = try Self.printed(Self.page)
    let information = try Self.poppler("pdfinfo", pdf)
    #expect(information.contains("Title:           Fine & <plain>"))
    #expect(information.contains("Tagged:          yes"))
    #expect(information.contains("Page size:       594.96 x 841.92 pts (A4)"))
    #expect(information.contains("CreationDate:    Sat Nov 21 10:00:00 2026 UTC"))
    let raw = String(decoding: pdf, as: UTF8.self)
    #expect(raw.contains("/Lang (en)") && raw.contains("/Outlines"))
    #expect(try Self.poppler("pdftotext", pdf).contains("Second section"))
  }

  @Test func `the same page gives the same bytes`() throws {
    #expect(try Self.printed(Self.page) == Self.printed(Self.page))
  }

  @Test func `nothing of the page is run or fetched`() throws {
    let server = try LocalServer("location / { return 200 seen; }")
    let attack = """
      <img src="\(server.origin)/image"><script>document.title = "owned"</script>
      <iframe src="file:///etc/hostname"></iframe>
      """
    // The policy of our own documents, which holds whatever gets into them.
    let policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">"
    let pdf = try Self.printed(
      Self.page.replacing("<title>", with: policy + "<title>")
        .replacing("</body>", with: attack + "</body>"))
    #expect(try !Self.poppler("pdfinfo", pdf).contains("owned"))
    let host = try String(contentsOfFile: "/etc/hostname", encoding: .utf8)
    #expect(try !Self.poppler("pdftotext", pdf).contains(host.trimmingCharacters(in: .newlines)))
  }

  @Test func `nothing stays behind`() throws {
    let folder = TemporaryFolder()
    _ = try PagePrinter(environment: ["TMPDIR": folder.path])
      .pdf(of: Array(Self.page.utf8), dated: Self.moment)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  @Test func `without a program it says what to install`() {
    let error = #expect(throws: Unavailable.self) {
      try PagePrinter(folders: ["/no/such/folder"], environment: [:])
    }
    #expect(error?.reason.contains("install the package chromium or weasyprint") == true)
  }

  @Test func `a program that fails is quoted`() throws {
    let folder = TemporaryFolder()
    let program = try folder.write("chromium", "#!/bin/sh\necho no display >&2\nexit 3\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let printer = try PagePrinter(folders: [folder.path], environment: [:])
    let error = #expect(throws: Unavailable.self) {
      try printer.pdf(of: [], dated: Self.moment)
    }
    #expect(error?.reason.contains("no display") == true)
  }

  @Test func `a program that prints half a PDF is not believed`() throws {
    let folder = TemporaryFolder()
    let program = try folder.write(
      "weasyprint", "#!/bin/sh\nfor last; do :; done\nprintf '%%PDF-1.4 half' > \"$last\"\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let printer = try PagePrinter(folders: [folder.path], environment: [:])
    let error = #expect(throws: Unavailable.self) {
      try printer.pdf(of: [], dated: Self.moment)
    }
    #expect(error?.reason == "what was printed is not a whole PDF")
  }

  @Test func `only the two dates of the information are replaced`() throws {
    let text = """
      %PDF-1.4
      (/CreationDate D:20200101000000) /CreationDate (D:20200101000000+00'00') /ModDate(D:1) \
      /ModDate (D:20200101000000Z) /Other (D:20200101000000)
      %%EOF
      """
    let replaced = try PDFDates.replaced(in: Array(text.utf8), with: Self.moment)
    #expect(
      String(decoding: replaced, as: UTF8.self) == """
        %PDF-1.4
        (/CreationDate D:20200101000000) /CreationDate (D:20261121100000+00'00') /ModDate(D:1) \
        /ModDate (D:20261121100000Z) /Other (D:20200101000000)
        %%EOF
        """)
  }

  private static let page = """
    <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fine &amp; &lt;plain&gt;</title>
    <style>@page { size: A4 }</style></head>
    <body><h1>First</h1><p>Text</p><h2>Second section</h2><p>More</p></body></html>
    """

  private static func printed(_ html: String) throws -> [UInt8] {
    try PagePrinter(environment: [:]).pdf(of: Array(html.utf8), dated: moment)
  }

  private static func poppler(_ program: String, _ pdf: [UInt8]) throws -> String {
    let folder = TemporaryFolder()
    let file = try folder.write("page.pdf", pdf)
    let process = SystemProgram(
      executable: "/usr/bin/\(program)", arguments: program == "pdftotext" ? [file, "-"] : [file],
      environment: ["TZ": "UTC", "LANG": "C.UTF-8"])
    let outcome = try process.run(input: [], outputLimit: 1 << 20, deadline: .now + .seconds(60))
    return String(decoding: outcome.output, as: UTF8.self)
  }
}
