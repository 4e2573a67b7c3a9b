import Model

/// One directive of an nginx configuration, with its block if it has one.
struct NginxDirective {
  let name: String
  let arguments: [PlacedText]
  let block: [NginxDirective]?
  /// From the name to the last argument.
  let span: TextSpan
  let file: String

  var texts: [String] { arguments.map(\.text) }
}

/// Why an nginx configuration cannot be read.
struct NginxProblem: Error {
  let message: String
  let span: TextSpan
}
