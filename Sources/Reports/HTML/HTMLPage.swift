import Model

/// A document that is one HTML file and needs nothing else: no script, no font, no image from
/// elsewhere.
protocol HTMLPage {}

/// The frame of every document.
extension HTMLPage {
  func head(title: String, styleSheet: String, toolVersion: String) -> HTMLElement {
    HTMLElement("head") {
      HTMLElement("meta", ["charset": "utf-8"])
      HTMLElement(
        "meta",
        [
          "http-equiv": "Content-Security-Policy",
          "content": "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
        ])
      HTMLElement("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      HTMLElement("meta", ["name": "color-scheme", "content": "light dark"])
      HTMLElement("meta", ["name": "referrer", "content": "no-referrer"])
      HTMLElement("meta", ["name": "generator", "content": "avouch \(toolVersion)"])
      HTMLElement("title", text: title)
      HTMLElement("style") { HTMLNode.styleSheet(styleSheet) }
    }
  }

  func contents(_ sections: [HTMLSection]) -> HTMLElement {
    HTMLElement("nav", ["class": "contents", "aria-label": "Contents"]) {
      HTMLElement("ol") {
        for section in sections {
          HTMLElement("li") {
            HTMLElement("a", ["href": "#\(section.id)"], text: section.title)
            if let count = section.count {
              HTMLElement("span", ["class": "count"], text: String(count))
            }
          }
        }
      }
    }
  }

  func rendered(_ section: HTMLSection) -> HTMLElement {
    HTMLElement("section", ["id": section.id, "aria-labelledby": "\(section.id)-title"]) {
      HTMLElement("h2", ["id": "\(section.id)-title"], text: section.title)
      section.body
    }
  }
}

/// Small pieces that every section uses.
extension HTMLPage {
  func fact(_ name: String, @HTMLBuilder value: () -> [HTMLNode]) -> [HTMLNode] {
    let body = value()
    return [
      .element(
        HTMLElement("div") {
          HTMLElement("dt", text: name)
          HTMLElement("dd") { body }
        })
    ]
  }

  func moment(_ instant: Instant) -> HTMLElement {
    HTMLElement("time", ["datetime": instant.description], text: Wording.moment(instant))
  }

  func shortMoment(_ instant: Instant) -> HTMLElement {
    HTMLElement("time", ["datetime": instant.description], text: Wording.shortMoment(instant))
  }

  func day(_ date: CalendarDate) -> HTMLElement {
    HTMLElement("time", ["datetime": date.description], text: date.description)
  }

  func list(_ lines: [String]) -> HTMLElement {
    HTMLElement("ul", ["class": "plain"]) { for line in lines { HTMLElement("li", text: line) } }
  }

  /// An address as a link; as text when it is not plain https.
  func link(_ address: String) -> HTMLElement {
    guard address.lowercased().hasPrefix("https://") else {
      return HTMLElement("span", text: address)
    }
    return HTMLElement("a", ["href": address, "rel": "noopener noreferrer"], text: address)
  }

  /// A table that scrolls on its own where it is too wide; what it holds tells it from the others.
  func table(
    _ header: [String], of subject: String, @HTMLBuilder rows: () -> [HTMLNode]
  ) -> HTMLElement {
    let body = rows()
    return HTMLElement(
      "div",
      [
        "class": "table", "role": "region", "tabindex": "0",
        "aria-label": "\(subject): \(Wording.list(header))",
      ]
    ) {
      HTMLElement("table") {
        HTMLElement("thead") {
          HTMLElement("tr") {
            for title in header { HTMLElement("th", ["scope": "col"], text: title) }
          }
        }
        HTMLElement("tbody") { body }
      }
    }
  }
}
