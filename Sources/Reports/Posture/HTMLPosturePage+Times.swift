import Model

/// The measured record of promises with a clock.
extension HTMLPosturePage {
  @HTMLBuilder
  func times(of check: CheckAssessment, in entry: PostureEntry) -> [HTMLNode] {
    if let record = check.result.times {
      let drawn = TimesDrawing.drawn(of: record)
      HTMLElement("div", ["class": "times"]) {
        HTMLElement("p", ["class": "times-sum"], text: record.sentence)
        if !drawn.isEmpty {
          HTMLElement("p", ["class": "note"]) {
            "Time taken beside the time promised; the line stands at "
            "\(record.promise.description)."
            if drawn.count < record.entries.count {
              " The \(drawn.count) of \(record.entries.count) that took most of their time."
            }
          }
          HTMLElement("ol", ["class": "records"]) {
            for (number, item) in drawn {
              let name = item.name.isEmpty ? "Record \(number)" : item.name
              HTMLElement("li") {
                HTMLElement("span", ["class": "record"], text: name)
                TimesDrawing(item, name: name).drawing
                HTMLElement(
                  "span", ["class": item.isKept ? "taken" : "taken late"], text: item.outcome)
              }
            }
          }
        }
      }
    }
  }
}
