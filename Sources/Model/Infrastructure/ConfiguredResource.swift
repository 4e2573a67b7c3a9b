/// One thing that some file, plan, state or export says is there: a bucket, a database, a workload.
///
/// Its attributes keep the names of their source (`storage_encrypted` of Terraform,
/// `StorageEncrypted` of CloudFormation). What is the same in all of them is said by the normal form
/// that checks judge.
package struct ConfiguredResource: Hashable, Sendable {
  /// Where the resource was read: what stands in code is a wish, what a state or an export says is so.
  package enum Layer: String, CaseIterable, Hashable, Sendable {
    case code
    case plan
    case state
    case export
  }

  /// The tool whose words its kind and attributes are.
  package enum Dialect: String, CaseIterable, Hashable, Sendable {
    case terraform
    case cloudFormation = "cloudformation"
    case kubernetes
    case compose
    case dockerfile
    case nginx
    case platform
    case export
  }

  package let layer: Layer
  package let dialect: Dialect
  /// The kind in its dialect: `aws_db_instance`, `AWS::RDS::DBInstance`, `Deployment`.
  package let kind: String
  /// What tells it from its siblings: `module.data.aws_db_instance.main[0]`, `Deployment/shop/web`.
  package let address: String
  /// Relative to the folder of the request; every span below is in it.
  package let file: String
  /// The header of the block or the start of the object, at which an absence is shown.
  package let span: TextSpan
  /// A mapping, in which every value has the place where this file says it; a value that a plan or a
  /// variable gave has the place of the expression that it comes from.
  package let attributes: Node
  /// Where what another file gave (an override, a patch, an included file) is written, by the keys and
  /// indices that lead to it; in `attributes` it has the place of the nearest thing in `file`.
  package let elsewhere: [[String]: Location]
  /// What a comment in the file says should not be found here; counts only where a posture allows it.
  package let waivers: [ConfigurationWaiver]

  package init(
    layer: Layer, dialect: Dialect, kind: String, address: String, file: String, span: TextSpan,
    attributes: Node, elsewhere: [[String]: Location] = [:], waivers: [ConfigurationWaiver] = []
  ) {
    self.layer = layer
    self.dialect = dialect
    self.kind = kind
    self.address = address
    self.file = file
    self.span = span
    self.attributes = attributes
    self.elsewhere = elsewhere
    self.waivers = waivers
  }

  package var location: Location { Location(path: file, span: span) }
}
