/// One part of a document, named in its table of contents.
struct HTMLSection {
  let id: String
  let title: String
  let body: [HTMLNode]
  /// How many things it lists, shown beside its name in the contents.
  let count: Int?

  init(_ id: String, _ title: String, count: Int? = nil, @HTMLBuilder body: () -> [HTMLNode]) {
    self.id = id
    self.title = title
    self.count = count
    self.body = body()
  }
}
