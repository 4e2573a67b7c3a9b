import Model
import Systems

/// Reads the patterns of a request.
enum PatternList {
  static func parse(_ texts: [String]) throws(Unavailable) -> [GlobPattern] {
    var patterns: [GlobPattern] = []
    for text in texts {
      do throws(PatternProblem) {
        patterns.append(try GlobPattern(text))
      } catch {
        throw Unavailable("the pattern \(text) cannot be used: \(error.message)")
      }
    }
    return patterns
  }
}
