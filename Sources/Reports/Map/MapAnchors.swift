import Model

/// Identifiers for links inside a map document, whatever controls and requirements are called.
struct MapAnchors {
  private let controls: [String: String]
  private let requirements: [String: [String: String]]

  init(_ map: ControlMap) {
    controls = Dictionary(
      map.assessment.controls.enumerated().map { index, item in
        let id = item.control.id
        return (id, Self.isPlain(id) ? "control-\(id)" : "control-number-\(index + 1)")
      }, uniquingKeysWith: { first, _ in first })
    requirements = Dictionary(
      map.frameworks.enumerated().map { number, mapped in
        let framework = Self.isPlain(mapped.framework.id) ? mapped.framework.id : "f\(number + 1)"
        let anchors = mapped.requirements.enumerated().map { index, row in
          (row.id, "\(framework)-\(Self.isPlain(row.id) ? row.id : "number-\(index + 1)")")
        }
        return (
          mapped.framework.id, Dictionary(anchors, uniquingKeysWith: { first, _ in first })
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  func of(_ control: Control) -> String { controls[control.id] ?? "content" }

  func of(_ requirement: String, in framework: Framework) -> String {
    requirements[framework.id]?[requirement] ?? "content"
  }

  /// Whether a name may stand in an address as it is.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 120
      && name.utf8.allSatisfy {
        switch $0 {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x28, 0x29, 0x2D, 0x2E, 0x5F: true
        default: false
        }
      }
  }
}
