/// A binary heap that gives its smallest element first.
struct OrderedHeap<Element: Comparable> {
  private var elements: [Element] = []

  mutating func insert(_ element: Element) {
    elements.append(element)
    var child = elements.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard elements[child] < elements[parent] else { return }
      elements.swapAt(child, parent)
      child = parent
    }
  }

  mutating func removeFirst() -> Element? {
    guard let first = elements.first, let last = elements.popLast() else { return nil }
    if elements.isEmpty { return first }
    elements[0] = last
    var parent = 0
    while true {
      let left = parent * 2 + 1
      guard left < elements.count else { return first }
      let right = left + 1
      let smaller = right < elements.count && elements[right] < elements[left] ? right : left
      guard elements[smaller] < elements[parent] else { return first }
      elements.swapAt(parent, smaller)
      parent = smaller
    }
  }
}
