import Foundation
import Model
import Reports
import Testing

/// The calendar of validity by the rules of RFC 5545, read by a reader of its own.
@Suite("iCalendar")
struct CalendarTests {
  private struct Calendar: Decodable {
    let problems: [String]
    /// Property names in order, events separated by BEGIN and END.
    let names: [String]
    let values: [[String]]
  }

  @Test("every event stands on its day, with a name that stays")
  func events() throws {
    let text = Self.render(SampleAssessment.full, .internal)
    let calendar = try Self.read(text)
    #expect(calendar.problems == [])
    let starts = calendar.values.filter { $0[0] == "DTSTART" }.map { $0[1] }
    #expect(starts == starts.sorted() && starts.contains("20261231") && starts.contains("20260930"))
    let summaries = calendar.values.filter { $0[0] == "SUMMARY" }.map { $0[1] }
    #expect(summaries.contains("SOC 2 Type II report is due"))
    #expect(summaries.contains("Exception for Every change is reviewed ends"))
    let identifiers = calendar.values.filter { $0[0] == "UID" }.map { $0[1] }
    #expect(Set(identifiers).count == identifiers.count && !identifiers.isEmpty)
    #expect(text == Self.render(SampleAssessment.full, .internal))
  }

  @Test("statements whose measurement ends on one day are one event that names them all")
  func grouped() throws {
    let calendar = try Self.read(Self.render(SampleAssessment.full, .internal))
    let pairs = zip(calendar.values, calendar.values.dropFirst())
    let description = pairs.first {
      $0[0] == "SUMMARY" && $0[1].hasPrefix("Measurements behind") && $1[0] == "DESCRIPTION"
    }.map { $1[1] }
    #expect(try #require(description).contains("- Encrypted at rest\n"))
  }

  @Test("what ends by itself stands on its day, with a reminder where somebody must renew it")
  func expiries() throws {
    func end(_ days: Int) -> Instant {
      Instant(seconds: SampleAssessment.now.seconds + days * 86_400)
    }
    let result = CheckResult(
      .pass, summary: "S", subjects: 1, proofEnds: end(20),
      expiries: [
        Expiry(.certificate, of: "https://a.example", ends: end(20)),
        Expiry(.transportSecurity, of: "https://a.example", ends: end(700)),
        Expiry(.securityText, of: "https://a.example/x", ends: end(-3)),
      ])
    let assessment = SampleAssessment.assessment(
      controls: [
        SampleParts.item(
          "a", "Certificates", .verified, "S.", checks: [SampleParts.check("c", result)])
      ])
    let calendar = try Self.read(Self.render(assessment, .internal))
    #expect(calendar.problems == [])
    let summaries = calendar.values.filter { $0[0] == "SUMMARY" }.map { $0[1] }
    #expect(
      summaries == [
        "Validity of https://a.example/x ends", "Measurement behind Certificates ends",
        "Certificate of https://a.example ends",
        "HSTS of https://a.example as a visitor's browser keeps it ends",
      ])
    #expect(calendar.values.filter { $0 == ["BEGIN", "VALARM"] }.count == 1)
    let page = MarkdownPostureDocument().render(assessment, options: ReportOptions())
    #expect(page.contains("| 2026-12-11 (in 20 days) | Certificate of https\\://a.example ends"))
    #expect(page.contains("| 2028-10-21 (renewed by use) |"))
    #expect(page.contains("| 2026-11-18 (past) | Validity of"))
    let told = MarkdownPostureDocument().render(
      assessment, options: ReportOptions(audience: .public))
    #expect(!told.contains("a.example"))
  }

  @Test("no attack adds a property, ends an event or breaks a line", arguments: [1, 40])
  func hostile(times: Int) throws {
    let expected = try Self.read(Self.render(HostileAssessment.assessment("harmless"), .internal))
    let attacks =
      HostileAssessment.attacks + [
        "a\r\nATTENDEE:mailto:x@evil.example\r\nEND:VEVENT", "a;b,c\\d\\n:e\"f",
        "END:VCALENDAR\u{2028}BEGIN:VALARM", "\u{85}URL:https://evil.example", "\\",
        String(repeating: "\u{1F600}é", count: 60),
      ]
    for attack in attacks {
      let whole = String(repeating: attack, count: times)
      let calendar = try Self.read(Self.render(HostileAssessment.assessment(whole), .internal))
      #expect(calendar.problems == [], "\(attack.debugDescription)")
      #expect(calendar.names == expected.names, "\(attack.debugDescription)")
    }
  }

  static func render(_ assessment: Assessment, _ audience: Control.Audience) -> String {
    CalendarPostureDocument().render(assessment, options: ReportOptions(audience: audience))
  }

  /// Unfolds and takes the content lines apart as sections 3.1 and 3.3.11 say.
  private static func read(_ text: String) throws -> Calendar {
    let json = try PythonValidation.run(
      #"""
      import json, re, sys
      raw = json.load(sys.stdin)["document"].encode()
      problems, names, values, stack = [], [], [], []
      if not raw.endswith(b"\r\n"): problems.append("no break at the end")
      for line in raw.split(b"\r\n"):
          if len(line) > 75: problems.append("line of %d octets" % len(line))
          if b"\r" in line or b"\n" in line: problems.append("bare break")
          try: line.decode()
          except UnicodeDecodeError: problems.append("a character is split")
      for line in re.sub(rb"\r\n[ \t]", b"", raw).decode().split("\r\n")[:-1]:
          match = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=[^:;]*)*):(.*)', line, re.S)
          if not match: problems.append("no content line: " + line[:80]); continue
          name, value = match[1], match[3]
          if re.search("[\x00-\x08\x0a-\x1f\x7f]", value): problems.append("control in " + name)
          if name == "BEGIN": stack.append(value)
          if name == "END" and (not stack or stack.pop() != value): problems.append("unbalanced")
          if name in ("SUMMARY", "DESCRIPTION", "NAME"):
              if re.search(r'(?<!\\)(?:\\\\)*[;,]', value): problems.append("bare separator")
              if re.search(r'(?<!\\)(?:\\\\)*\\[^\\;,nN]', value): problems.append("bad escape")
              value = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
          names.append(name + ("=" + value if name in ("BEGIN", "END") else ""))
          values.append([name, value])
      if stack: problems.append("not ended")
      print(json.dumps({"problems": problems, "names": names, "values": values}))
      """#, input: ["document": text])
    return try JSONDecoder().decode(Calendar.self, from: Data(json.utf8))
  }
}
