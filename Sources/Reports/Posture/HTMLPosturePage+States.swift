import Model

/// The states as a whole, and by topic.
extension HTMLPosturePage {
  var states: HTMLSection {
    HTMLSection("states", "The states of \(Wording.counted(content.entries.count, "control"))") {
      if !content.counts.isEmpty {
        HTMLElement("ul", ["class": "key"]) {
          for (verdict, count) in content.counts {
            HTMLElement("li", ["class": "tone-\(verdict.tone.rawValue)"]) {
              HTMLElement("span", ["class": "number"], text: String(count))
              StateMark.badge(verdict)
              HTMLElement("span", ["class": "meaning"], text: verdict.meaning)
            }
          }
        }
      } else {
        HTMLElement("p", text: "There are no controls to show.")
      }
    }
  }

  /// A bar for each topic; one alone would say nothing new.
  var byTopic: HTMLSection {
    let topics = content.topics
    return HTMLSection("topics", "By topic", count: topics.count) {
      if topics.count > 1 {
        HTMLElement("ul", ["class": "chart"]) {
          for (index, topic) in topics.enumerated() {
            let drawing = StateDrawing(
              of: topic.entries.map(\.item), id: "by-topic-\(index + 1)",
              title: "\(topic.title) by state")
            HTMLElement("li") {
              HTMLElement("p", ["class": "chart-name"]) {
                HTMLElement("a", ["href": "#topic-\(index + 1)"], text: topic.title)
                HTMLElement("span", ["class": "chart-count"], text: drawing.description)
              }
              drawing.drawing
            }
          }
        }
      }
    }
  }
}
