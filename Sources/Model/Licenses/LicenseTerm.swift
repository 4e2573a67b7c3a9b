/// One licence of an expression.
package struct LicenseTerm: Hashable, Sendable, CustomStringConvertible {
  /// As the SPDX list writes it, or a `LicenseRef-…`; never with `-or-later`, which is told apart.
  package let identifier: String
  /// Whether a later version of the licence may be chosen: `-or-later` or `+`.
  package let allowsLater: Bool
  /// An exception from the licence that grants more: `Classpath-exception-2.0`.
  package let exception: String?

  package init(identifier: String, allowsLater: Bool = false, exception: String? = nil) {
    self.identifier = identifier
    self.allowsLater = allowsLater
    self.exception = exception
  }

  package var description: String {
    var text = identifier
    if allowsLater {
      text = text.hasSuffix("-only") ? text.dropLast(5) + "-or-later" : text + "+"
    }
    return exception.map { "\(text) WITH \($0)" } ?? text
  }

  /// Whether the identifier names a licence outside the SPDX list.
  package var isReference: Bool {
    identifier.hasPrefix("LicenseRef-") || identifier.hasPrefix("DocumentRef-")
  }

  /// The licences that may be chosen: the one, or it and the later versions of its family.
  var choices: [SPDXLicenseVersion?] {
    guard let version = SPDXLicenseVersion(identifier) else { return [nil] }
    guard allowsLater else { return [version] }
    let later = SPDXLicenseList.families[version.family, default: []].filter {
      version.numbers.lexicographicallyPrecedes($0.numbers)
    }
    return [version] + later
  }
}
