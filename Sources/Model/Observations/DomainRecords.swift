/// Asks for what the DNS says of a domain's mail and certificates.
package struct DomainRecordsRequest: ObservationRequest {
  package typealias Facts = DomainRecords

  /// In lower case, without a dot at the end.
  package let domain: String
  /// `address` or `address@port` of the resolver to ask; the system's when nil.
  package let resolver: String?
  /// The absolute path of a file with records, which is asked instead of any resolver.
  package let zoneFile: String?

  package init(domain: String, resolver: String? = nil, zoneFile: String? = nil) {
    self.domain = domain
    self.resolver = resolver
    self.zoneFile = zoneFile
  }

  package var subject: String { "DNS of \(domain)" }
}

/// Every question that was asked, with its answer.
package struct DomainRecords: Sendable {
  package struct Question: Hashable, Sendable {
    package let name: String
    package let type: DNSType

    package init(_ name: String, _ type: DNSType) {
      self.name = name
      self.type = type
    }
  }

  package let answers: [Question: Result<DNSAnswer, Unavailable>]
  /// Where the answers are from, for people.
  package let source: String

  package init(answers: [Question: Result<DNSAnswer, Unavailable>], source: String) {
    self.answers = answers
    self.source = source
  }

  /// The answer; what nobody asked is unavailable.
  package func answer(_ name: String, _ type: DNSType) -> Result<DNSAnswer, Unavailable> {
    answers[Question(name.lowercased(), type)]
      ?? .failure(Unavailable("\(type.rawValue) of \(name) was not asked for"))
  }
}

/// The types of records that are asked for, by their mnemonics.
package enum DNSType: String, Sendable, CaseIterable {
  case a = "A"
  case aaaa = "AAAA"
  case caa = "CAA"
  case mx = "MX"
  case soa = "SOA"
  case txt = "TXT"

  /// The number on the wire (RFC 1035 section 3.2.2; CAA: RFC 8659).
  package var code: Int32 {
    switch self {
    case .a: 1
    case .soa: 6
    case .mx: 15
    case .txt: 16
    case .aaaa: 28
    case .caa: 257
    }
  }
}

/// What came back for one name and type; no records where there are none.
package struct DNSAnswer: Hashable, Sendable {
  /// The bytes of each record, names in them uncompressed.
  package let records: [[UInt8]]
  /// Whether the name itself does not exist.
  package let isMissing: Bool
  /// Whether the answer is signed and the signatures lead to the root (RFC 4035).
  package let isSecure: Bool

  package init(records: [[UInt8]], isMissing: Bool = false, isSecure: Bool = false) {
    self.records = records
    self.isMissing = isMissing
    self.isSecure = isSecure
  }

  /// TXT records, the strings of each joined without a space (RFC 7208 section 3.3).
  package var texts: [String] {
    records.map { record in
      var bytes: [UInt8] = []
      var rest = record[...]
      while let length = rest.first {
        rest = rest.dropFirst()
        bytes += rest.prefix(Int(length))
        rest = rest.dropFirst(Int(length))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The hosts of MX records, in lower case; the root's dot alone for a domain without mail
  /// (RFC 7505).
  package var exchangers: [String] {
    records.compactMap { $0.count > 2 ? Self.name($0[2...]) : nil }
  }

  /// Tags and values of CAA records (RFC 8659 section 4.1).
  package var authorizations: [(tag: String, value: String, isCritical: Bool)] {
    records.compactMap { record in
      guard record.count > 2 else { return nil }
      let length = Int(record[1])
      guard record.count >= 2 + length else { return nil }
      return (
        String(decoding: record[2..<(2 + length)], as: UTF8.self).lowercased(),
        String(decoding: record[(2 + length)...], as: UTF8.self), record[0] & 0x80 != 0
      )
    }
  }

  private static func name(_ bytes: ArraySlice<UInt8>) -> String? {
    var labels: [String] = []
    var rest = bytes
    while let length = rest.first, length > 0 {
      guard length < 64, rest.count > Int(length) else { return nil }
      labels.append(String(decoding: rest.dropFirst().prefix(Int(length)), as: UTF8.self))
      rest = rest.dropFirst(1 + Int(length))
    }
    return labels.isEmpty ? "." : labels.joined(separator: ".").lowercased()
  }
}
