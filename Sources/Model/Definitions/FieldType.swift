/// What a value in a posture, control, waiver or rule file may be.
package indirect enum FieldType: Sendable {
  /// Any text.
  ///
  /// Numbers and booleans written plainly are accepted as their text.
  case text
  /// Lower-case words joined by `-` and `.`: `transport.tls`.
  case identifier
  case boolean
  case integer(ClosedRange<Int>)
  /// `72h`, `30d`, `14 business days`: see `TimeSpan`.
  case duration
  /// `512`, `10 MB`, `2Gi`: see `ByteSize`.
  case size
  /// `YYYY-MM-DD`.
  case date
  case severity
  /// One of these words.
  case choice([String])
  /// A PCRE2 pattern; checked when the file is read.
  case pattern
  /// A file path or a glob (`*`, `**`, `?`, `[…]`, `{a,b}`) relative to the target's folder.
  case glob
  /// The name of a declared target.
  case target
  /// A control's identifier, or a glob over identifiers.
  case control
  /// A dotted path into structured data, as in `spec.containers[*].image`.
  case dataPath
  case list(of: FieldType)
  /// Either one value or a list of them.
  case oneOrMany(FieldType)
  /// A mapping whose keys are free.
  case mapping(of: FieldType)
  case object([Field])
  /// A value that fits one of several types; the first that fits the node's kind is used.
  case either([FieldType])
  /// Any value; the check itself looks at it.
  case anything
}
