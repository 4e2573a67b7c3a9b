import Model

/// The other companies that customers' data reaches.
extension HTMLPosturePage {
  var subprocessors: HTMLSection {
    let list = content.assessment.subprocessors
    return HTMLSection("subprocessors", "Subprocessors", count: list?.entries.count) {
      for sentence in content.subprocessorSentences {
        HTMLElement("p", ["class": "intro"], text: sentence)
      }
      if let list, !list.entries.isEmpty {
        table(["Company and purpose", "Data", "Country", "Since", "Evidence"], of: "Subprocessors")
        {
          for entry in list.entries { rendered(entry) }
        }
      }
    }
  }

  private func rendered(_ entry: SubprocessorList.Entry) -> HTMLElement {
    HTMLElement("tr") {
      HTMLElement("th", ["scope": "row"]) {
        HTMLElement("span", ["class": "requirement"], text: entry.name)
        HTMLElement("span", ["class": "gloss"], text: entry.purpose)
        if let website = entry.website {
          HTMLElement("span", ["class": "gloss block"]) { link(website) }
        }
      }
      HTMLElement("td", text: entry.data.joined(separator: ", "))
      HTMLElement("td") {
        entry.countries.joined(separator: ", ")
        if let transfer = entry.transfer {
          HTMLElement("span", ["class": "gloss block"], text: transfer)
        }
      }
      HTMLElement("td") { if let since = entry.since { day(since) } else { "not stated" } }
      HTMLElement("td") {
        let controls = content.controls(behind: entry)
        if controls.isEmpty {
          HTMLElement("span", ["class": "gloss"], text: "declared, not checked")
        } else {
          HTMLElement("ul", ["class": "plain"]) {
            for item in controls {
              HTMLElement("li") {
                reference(item)
                HTMLElement("div") { StateMark.badge(item.verdict) }
              }
            }
          }
        }
      }
    }
  }
}
