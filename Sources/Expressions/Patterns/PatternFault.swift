/// Why a pattern cannot be used, with the code-point offset in it.
package struct PatternFault: Error, Hashable, Sendable {
  package let message: String
  package let offset: Int
}
