import Model
import StructuredData

extension FieldDecoder {
  /// Reports a duration of no length, after which nothing would ever count.
  mutating func requireLength(of key: String, in arguments: Arguments) {
    guard let node = arguments.node(key), let span = arguments.duration(key) else { return }
    let now = Instant(seconds: 0)
    guard span.end(from: now) <= now else { return }
    report("\"\(key)\": expected a duration longer than nothing, such as 30d", at: node.span)
  }
}
