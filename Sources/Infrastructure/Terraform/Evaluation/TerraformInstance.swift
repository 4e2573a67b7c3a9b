/// What tells one of several instances of a block from the others.
enum TerraformKey: Hashable, Sendable {
  case single
  case index(Int)
  case name(String)
  /// There may be any number of them, this one standing for all.
  case unknown

  /// As it stands in an address.
  var suffix: String {
    switch self {
    case .single: ""
    case .index(let index): "[\(index)]"
    case .name(let name):
      "[\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\"]"
    case .unknown: "[?]"
    }
  }
}

/// One instance of a block that may be repeated, with what its expressions may refer to.
struct TerraformRepetition {
  let key: TerraformKey
  var count: TerraformValue?
  var each: (key: TerraformValue, value: TerraformValue)?

  static let single = TerraformRepetition(key: .single)
}

/// All instances of a block.
struct TerraformRepetitions {
  enum Kind {
    case single
    case counted
    case named
  }

  let kind: Kind
  let list: [TerraformRepetition]
  /// Why it is not known which there are.
  var doubt: String?
  /// The expression that says how many there are.
  var range: HCLRange?
}

/// One use of a module: its declarations with the values that it is called with.
///
/// What has been worked out is kept, since everything refers to everything.
final class TerraformInstance {
  struct Memo {
    let value: TerraformValue
    /// Whether working it out met an error, which `try` and `can` ask for.
    let hasFault: Bool
  }

  let module: TerraformModule
  /// `module.data.`, or nothing at the root.
  let prefix: String
  let rootFolder: String
  weak var parent: TerraformInstance?
  let call: TerraformModule.Call?
  let repetition: TerraformRepetition
  /// Folders of the modules that this one is called by, itself included.
  let lineage: [String]
  /// Which provider configuration of the root stands for one of this module.
  let providers: [String: String]
  /// The values of variables files, for a root.
  var givenValues: [String: TerraformValue] = [:]

  var variables: [String: Memo] = [:]
  var locals: [String: Memo] = [:]
  var outputs: [String: Memo] = [:]
  var attributes: [String: Memo] = [:]
  var repetitions: [String: TerraformRepetitions] = [:]
  var children: [String: (repetitions: TerraformRepetitions, instances: [TerraformInstance])] = [:]
  /// What is being worked out, so that what refers to itself is noticed.
  var pending: Set<String> = []

  init(
    module: TerraformModule, prefix: String = "", rootFolder: String,
    parent: TerraformInstance? = nil, call: TerraformModule.Call? = nil,
    repetition: TerraformRepetition = .single, lineage: [String] = [],
    providers: [String: String] = [:]
  ) {
    self.module = module
    self.prefix = prefix
    self.rootFolder = rootFolder
    self.parent = parent
    self.call = call
    self.repetition = repetition
    self.lineage = lineage + [module.folder]
    self.providers = providers
  }
}

/// What the names in an expression stand for.
struct TerraformScope {
  let instance: TerraformInstance
  var repetition = TerraformRepetition.single
  /// Names of comprehensions, dynamic blocks and templates; the last one counts.
  var bindings: [(name: String, value: TerraformValue)] = []
  /// Whether only the bindings may be referred to, as in a template file.
  var isTemplate = false

  func binding(_ name: String) -> TerraformValue? {
    for binding in bindings.reversed() where binding.name == name { return binding.value }
    return nil
  }

  func binding(_ key: (String, TerraformValue)?, _ value: (String, TerraformValue))
    -> TerraformScope
  {
    var scope = self
    if let key { scope.bindings.append((key.0, key.1)) }
    scope.bindings.append((value.0, value.1))
    return scope
  }
}
