/// The comments by which migration tools part what makes a change from what takes it back: goose,
/// dbmate, sql-migrate, node-pg-migrate and rambler.
enum MigrationMarks {
  private static let up = ["+goose up", "+migrate up", "migrate:up", "up migration", "rambler up"]
  private static let down = [
    "+goose down", "+migrate down", "migrate:down", "down migration", "rambler down",
  ]
  /// No mark of these tools is longer.
  private static let longest = 64

  /// The stretches that make the change; the whole text where there is no mark.
  static func forward(in bytes: [UInt8]) -> [Range<Int>] {
    var stretches: [Range<Int>] = []
    var start: Int? = nil
    var isMarked = false
    var line = 0
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if bytes[line..<end].starts(with: [0x2D, 0x2D]), let isUp = mark(bytes[line..<end]) {
        isMarked = true
        if !isUp, let from = start {
          stretches.append(from..<line)
          start = nil
        } else if isUp, start == nil {
          start = end
        }
      }
      line = end + 1
    }
    if let start { stretches.append(start..<bytes.count) }
    return isMarked ? stretches : [0..<bytes.count]
  }

  private static func mark(_ line: ArraySlice<UInt8>) -> Bool? {
    let text = String(decoding: line.dropFirst(2).prefix(longest), as: UTF8.self).lowercased()
      .drop { $0 == " " || $0 == "\t" }
    if up.contains(where: text.hasPrefix) { return true }
    return down.contains(where: text.hasPrefix) ? false : nil
  }
}
