/// An object that a walk has come to.
package struct VisitedObject: Sendable {
  let nodes: ObjectNodes
  let node: Int
  package let kind: ObjectKind
  /// How many bytes it has.
  package let count: Int
  /// Whether all matches of what it is made from are known, and `output` had nothing to tell of it.
  package var isBaseQuiet = false

  /// Looked up when it is asked for, which most visitors never do; nil when the index has none.
  package var name: ObjectName? { nodes.name(of: node) }
}

/// Looks at the contents of objects, on one thread.
package protocol ObjectVisitor: SendableMetatype {
  /// What it makes of an object.
  associatedtype Output: Sendable

  /// Finds the matches that something new can have made.
  ///
  /// Must return every match whose context touches a range of the changes, so every match that lies
  /// with its context in a window widened by the longest context there is; may return other matches
  /// of the content. Whether something is a match may depend on the bytes of its context alone, and
  /// on the content's beginning or end if the context reaches it.
  ///
  /// - Returns: Nil when they cannot be told; `output` then gets none either.
  mutating func matches(
    in content: Span<UInt8>, of object: VisitedObject, changes: ContentChanges
  ) -> [ContentMatch]?

  /// Takes all matches of an object, those carried over from its base among them, in order of their
  /// contexts.
  ///
  /// - Parameters:
  ///   - object: What it is.
  ///   - content: All of it.
  ///   - matches: Nil when there were more than are kept, so that all of the content has to be looked
  ///     at for itself.
  ///   - changes: What is new beside what it is made from.
  /// - Returns: What the walk's result holds for the object; nil for nothing.
  mutating func output(
    of object: VisitedObject, content: Span<UInt8>, matches: [ContentMatch]?,
    changes: ContentChanges
  ) -> Output?

  /// Takes an object that is no delta and too large to be held.
  ///
  /// - Parameters:
  ///   - object: What it is.
  ///   - pieces: Gives its content.
  /// - Returns: What the walk's result holds for the object; nil for nothing.
  /// - Throws: Why it cannot be looked at; `tooLarge` where only all of it would mean something.
  mutating func output(
    ofLarge object: VisitedObject, pieces: inout ObjectPieces
  ) throws(ObjectGap.Reason) -> Output?
}

extension ObjectVisitor {
  /// Looks at no object that cannot be held.
  package mutating func output(
    ofLarge object: VisitedObject, pieces: inout ObjectPieces
  ) throws(ObjectGap.Reason) -> Output? { throw .tooLarge }
}
