/// The result of one of the HTTP Observatory's tests.
package struct ObservatoryResult: Hashable, Sendable {
  /// Where the reference's own result departs from the standard.
  package struct Deviation: Hashable, Sendable {
    /// What the reference says.
    package let result: String
    package let modifier: Int
    /// Why the standard says otherwise.
    package let reason: String
  }

  package let test: String
  /// The result's name, or why the test could not be made.
  package let outcome: Result<String, Reason>
  package let deviation: Deviation?
  /// The value that decided, shortened and without secrets.
  package let seen: String?

  package struct Reason: Error, Hashable, Sendable { package let text: String }

  init(_ test: String, _ result: String, seen: String? = nil, reference: (String, String)? = nil) {
    self.test = test
    outcome = .success(result)
    self.seen = seen
    deviation = reference.flatMap { name, reason in
      guard name != result else { return nil }
      return Deviation(
        result: name, modifier: ObservatoryScores.worths[name]?.modifier ?? 0, reason: reason)
    }
  }

  init(_ test: String, unmeasured reason: String) {
    self.test = test
    outcome = .failure(Reason(text: reason))
    deviation = nil
    seen = nil
  }

  package var result: String? { try? outcome.get() }

  private var worth: ObservatoryScores.Worth? { result.flatMap { ObservatoryScores.worths[$0] } }

  package var modifier: Int? { worth?.modifier }

  package var passes: Bool? { worth?.passes }
}
