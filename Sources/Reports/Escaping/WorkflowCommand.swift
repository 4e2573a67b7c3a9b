/// A line that GitHub's runner reads as an annotation.
package struct WorkflowCommand: Sendable {
  package let name: String
  /// In the order they are written; empty values are left out.
  package let properties: [(name: String, value: String)]
  package let message: String

  package init(name: String, properties: [(name: String, value: String)], message: String) {
    self.name = name
    self.properties = properties
    self.message = message
  }

  /// `::error file=app.py,line=1::message`, with what the runner would act on percent-encoded.
  package var line: String {
    let list = properties.filter { !$0.value.isEmpty }
      .map { "\($0.name)=\(Self.escaped($0.value, alsoIn: [":", ","]))" }
      .joined(separator: ",")
    return "::\(name)\(list.isEmpty ? "" : " " + list)::\(Self.escaped(message, alsoIn: []))"
  }

  private static func escaped(_ text: String, alsoIn reserved: Set<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in PlainText.visible(text).unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where reserved.contains(scalar): result += "%3A"
      case "," where reserved.contains(scalar): result += "%2C"
      case "\t": result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
