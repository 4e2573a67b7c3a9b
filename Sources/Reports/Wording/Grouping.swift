import Model

/// Controls under their headings.
enum Grouping {
  /// Topics in the order of their first control, each with its controls in posture order.
  static func byTopic(_ controls: [ControlAssessment]) -> [(
    topic: String, controls: [ControlAssessment]
  )] {
    var order: [String] = []
    var groups: [String: [ControlAssessment]] = [:]
    for item in controls {
      if groups[item.control.topic] == nil { order.append(item.control.topic) }
      groups[item.control.topic, default: []].append(item)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }
}
