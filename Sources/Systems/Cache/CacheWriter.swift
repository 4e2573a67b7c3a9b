/// Writes numbers and texts one behind the other, for `CacheReader`.
package struct CacheWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Seven bits a byte, the lowest first.
  package mutating func add(_ number: Int) {
    var rest = UInt64(bitPattern: Int64(number))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func add(_ isTrue: Bool) { add(isTrue ? 1 : 0) }

  package mutating func add(_ content: [UInt8]) {
    add(content.count)
    bytes += content
  }

  package mutating func add(_ text: String) { add(Array(text.utf8)) }

  package mutating func add(_ text: String?) {
    add(text != nil)
    if let text { add(text) }
  }

  package mutating func add(_ number: Double) {
    add(Int(truncatingIfNeeded: Int64(bitPattern: number.bitPattern)))
  }

  package mutating func add<Element>(
    _ elements: some Collection<Element>, each: (inout CacheWriter, Element) -> Void
  ) {
    add(elements.count)
    for element in elements { each(&self, element) }
  }
}
