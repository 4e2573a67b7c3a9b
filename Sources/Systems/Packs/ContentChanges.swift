/// A stretch of a content that is also in the content it was made from.
package struct CopiedRange: Hashable, Sendable {
  /// Where it begins in the content.
  package let target: Int
  /// Where it begins in the content's base.
  package let source: Int
  package let count: Int

  var targetEnd: Int { target + count }
  var sourceEnd: Int { source + count }
}

/// What of a content is new beside its base.
package struct ContentChanges: Hashable, Sendable {
  /// How long the content is.
  package let count: Int
  /// Inserted bytes, and as empty ranges the seams where copies meet that did not meet in the base.
  ///
  /// In order, apart from each other. The beginning of the content is a seam when what begins it did
  /// not begin the base, and the end likewise. All of the content when it has no base.
  package let ranges: [Range<Int>]

  /// All of a content.
  package init(allOf count: Int) {
    self.count = count
    ranges = [0..<count]
  }

  /// What copies leave over.
  ///
  /// - Parameters:
  ///   - copies: In order, apart from each other, none continuing the one before in both contents.
  ///   - count: How long the content is.
  ///   - baseCount: How long the base is.
  init(besides copies: [CopiedRange], count: Int, baseCount: Int) {
    var ranges: [Range<Int>] = []
    var position = 0
    for copy in copies {
      let beginsBoth = copy.target == 0 && copy.source == 0
      if !beginsBoth { ranges.append(position..<copy.target) }
      position = copy.targetEnd
    }
    let endsBoth = copies.last.map { $0.targetEnd == count && $0.sourceEnd == baseCount } ?? false
    if !endsBoth { ranges.append(position..<count) }
    self.count = count
    self.ranges = ranges
  }

  /// Whether something new lies in a stretch of the content, or at either end of it.
  package func touch(_ stretch: Range<Int>) -> Bool {
    var lower = 0
    var upper = ranges.count
    // The first that does not end before the stretch begins.
    while lower < upper {
      let middle = (lower + upper) / 2
      if ranges[middle].upperBound < stretch.lowerBound {
        lower = middle + 1
      } else {
        upper = middle
      }
    }
    return lower < ranges.count && ranges[lower].lowerBound <= stretch.upperBound
  }

  /// How many bytes were inserted.
  package var insertedBytes: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Stretches of the content that hold everything within a width of something new.
  ///
  /// A match that takes the bytes of a stretch no longer than the width into account was either in
  /// the base as well, with all of these bytes, or lies with all of them in one window.
  package func windows(widenedBy width: Int) -> [Range<Int>] {
    var windows: [Range<Int>] = []
    windows.reserveCapacity(ranges.count)
    for range in ranges {
      let lower = range.lowerBound > width ? range.lowerBound - width : 0
      let upper = count - range.upperBound > width ? range.upperBound + width : count
      add(lower..<upper, to: &windows)
    }
    return windows
  }

  /// Stretches that reach further before what is new than after it.
  ///
  /// - Parameters:
  ///   - after: How many bytes behind the end of something new are in its window.
  ///   - gap: Windows no further apart than this are one: beginning anew costs more than some bytes.
  ///   - start: Where the window of something new that begins at a place has to begin; given a place
  ///     before which it is all the same, because the window before ends there.
  /// - Returns: The windows in order, apart from each other.
  package func windows(
    after: Int, joiningWithin gap: Int, beginningAt start: (_ place: Int, _ floor: Int) -> Int
  ) -> [Range<Int>] {
    var windows: [Range<Int>] = []
    var current = 0..<0
    for range in ranges {
      let upper = count - range.upperBound > after ? range.upperBound + after : count
      let isFirst = current.isEmpty
      let floor = isFirst ? 0 : current.upperBound + gap
      if !isFirst, range.lowerBound <= floor {
        current = current.lowerBound..<max(current.upperBound, upper)
        continue
      }
      let lower = max(0, min(range.lowerBound, start(range.lowerBound, floor)))
      if !isFirst, lower <= floor {
        current = min(current.lowerBound, lower)..<max(current.upperBound, upper)
      } else if lower < upper {
        if !isFirst { windows.append(current) }
        current = lower..<upper
      }
    }
    if !current.isEmpty { windows.append(current) }
    return windows
  }

  /// The windows of a width, made longer to hold whole lines.
  ///
  /// - Parameters:
  ///   - width: As in `windows(widenedBy:)`.
  ///   - content: The content that the changes are of.
  ///   - longest: No window grows by more bytes than this at either side, for a line can be the whole
  ///     of a file.
  /// - Returns: The windows in order, apart from each other.
  package func windows(
    widenedBy width: Int, toLinesOf content: Span<UInt8>, growingAtMost longest: Int
  ) -> [Range<Int>] {
    var windows: [Range<Int>] = []
    for window in self.windows(widenedBy: width) where window.upperBound <= content.count {
      var lower = window.lowerBound
      let lowest = lower > longest ? lower - longest : 0
      while lower > lowest, content[lower - 1] != 0x0A { lower -= 1 }
      var upper = window.upperBound
      let highest = content.count - upper > longest ? upper + longest : content.count
      while upper < highest, content[upper] != 0x0A { upper += 1 }
      add(lower..<upper, to: &windows)
    }
    return windows
  }

  private func add(_ window: Range<Int>, to windows: inout [Range<Int>]) {
    if window.isEmpty { return }
    if let last = windows.last, window.lowerBound <= last.upperBound {
      windows[windows.count - 1] =
        min(last.lowerBound, window.lowerBound)..<max(last.upperBound, window.upperBound)
    } else {
      windows.append(window)
    }
  }
}
