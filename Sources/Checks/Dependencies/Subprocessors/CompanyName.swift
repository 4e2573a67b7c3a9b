/// Names of companies as people write them, made comparable.
enum CompanyName {
  private static let legalForms: Set<String> = [
    "ab", "ag", "as", "bv", "co", "company", "corp", "corporation", "emea", "europe", "gmbh",
    "holdings", "inc", "incorporated", "international", "ireland", "limited", "llc", "llp", "ltd",
    "nv", "oy", "pbc", "plc", "pte", "pty", "pvt", "sa", "sarl", "sas", "se", "srl", "technologies",
    "the", "uk", "us",
  ]

  /// The forms under which a name may be found: whole, without what stands in parentheses, and that
  /// part alone; each in lower case, without dots, commas and legal forms.
  static func keys(of name: String) -> Set<String> {
    var parts = [name]
    if let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") {
      parts = [
        String(name[..<open] + name[name.index(after: close)...]),
        String(name[name.index(after: open)..<close]),
      ]
    }
    return Set(parts.map(key).filter { !$0.isEmpty })
  }

  private static func key(_ name: String) -> String {
    let plain = name.lowercased().replacing(".com", with: " ").filter { !".,'’".contains($0) }
    let words = plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let kept = words.filter { !legalForms.contains($0) }
    return (kept.isEmpty ? words : kept).joined(separator: " ")
  }
}
