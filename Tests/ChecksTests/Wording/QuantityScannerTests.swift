import Model
import Testing

@testable import Checks

/// Which numbers a sentence states, and which belong to names.
@Suite struct QuantityScannerTests {
  private func texts(_ sentence: String) -> [String] {
    QuantityScanner(scalars: Array(sentence.unicodeScalars), segments: []).quantities.map(\.text)
  }

  static let stated: [(String, [String])] = [
    ("within 72 hours", ["72 hours"]), ("within 72h", ["72h"]), ("a 24-hour expiry", ["24-hour"]),
    ("99.95% uptime", ["99.95%"]), ("TLS 1.2+", ["1.2+"]), ("TLSv1.3 only", []),
    ("5 business days", ["5 business days"]), ("one business day", ["one business day"]),
    ("twenty-four hours", ["twenty-four hours"]), ("12 rounds", ["12"]),
    ("1,000 requests per 15 min", ["1,000", "15 min"]), ("on 2026-12-31", ["2026-12-31"]),
    ("at 03:00 UTC", ["03:00"]), ("GDPR: 72 hours", ["72 hours"]), ("(30 days)", ["30 days"]),
    ("“30 days”", ["30 days"]), ("30 days.", ["30 days"]), ("in 2026", ["2026"]),
    ("at most 10 MB", ["10 mb"]),
  ]

  @Test(arguments: stated)
  func `numbers with and without units`(sentence: String, expected: [String]) {
    #expect(texts(sentence) == expected)
  }

  @Test(arguments: [
    "SOC 2 Type II", "ISO 27001", "ISO/IEC 27001:2022", "ISO 27001, 27017 and 27018", "AES-256",
    "SHA-256", "OAuth 2.0", "S3 and R2", "RFC 9116", "P0", "HTTP/2", "2FA", "24/7", "X.509",
    "us-east-1", "Log4j", "IPv6", "GDPR 32", "article 33(1)", "articles 33 and 34", "CVE-2024-3094",
    "NIST SP 800-53", "FIPS 140-3", "PCI DSS Level 1", "Privacy Act 1988", "DPDPA 2023",
    "(EU) 2016/679", "21 CFR Part 11", "OWASP Top 10", "3rd party", "two people", "one key",
    "256-bit keys", "https://example.com/2024/x", "level 3", "OpenID Connect 1.0", "two-factor",
  ])
  func `numbers in names state nothing`(sentence: String) {
    #expect(texts(sentence).isEmpty)
  }

  static let equal: [(String, String, Bool)] = [
    ("72 hours", "72h", true), ("72 hours", "3d", true), ("72 hours", "72", true),
    ("72 hours", "71h", false), ("one business day", "1 business days", true), ("1.2", "1.2", true),
    ("1.2", "1.3", false), ("99.9%", "99.9", true), ("99.9%", "99.9%", true),
    ("10 MB", "10MB", true), ("24-hour", "1d", true), ("30 days", "sha256", false),
  ]

  @Test(arguments: equal)
  func `a check's value is recognised however it is written`(
    sentence: String, value: String, isSame: Bool
  ) throws {
    let quantity = try #require(
      QuantityScanner(scalars: Array(sentence.unicodeScalars), segments: []).quantities.first)
    #expect(quantity.isSame(as: value) == isSame)
  }
}
