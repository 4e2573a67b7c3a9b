import Model
import Systems

/// Every literal that is looked for, and what an occurrence calls for.
struct SecretKeywords: Sendable {
  let database: LiteralDatabase
  let literals: [Literal]
  /// By literal.
  let uses: [Use]

  struct Use: Sendable {
    /// The rules whose pattern is tried there.
    var rules: [Int] = []
    /// The encodings that are undone there.
    var encoded: [EncodedLiteral] = []
  }

  /// Takes over what was worked out before.
  init(database: LiteralDatabase, literals: [Literal], uses: [Use]) {
    self.database = database
    self.literals = literals
    self.uses = uses
  }

  init(for rules: [SecretRule]) throws(Unavailable) {
    var collection = Collection()
    for (index, rule) in rules.enumerated() {
      for keyword in rule.keywords { collection.add(keyword, rule: index) }
    }
    for encoded in EncodedLiteral.all(for: rules) { collection.add(encoded) }
    database = try LiteralDatabase(collection.literals)
    literals = collection.literals
    uses = collection.uses
  }

  private struct Collection {
    private(set) var literals: [Literal] = []
    private(set) var uses: [Use] = []
    private var indices: [Literal: Int] = [:]

    mutating func add(_ keyword: Literal, rule: Int) {
      let index = index(of: keyword)
      if uses[index].rules.last != rule { uses[index].rules.append(rule) }
    }

    mutating func add(_ encoded: EncodedLiteral) {
      uses[index(of: encoded.literal)].encoded.append(encoded)
    }

    private mutating func index(of literal: Literal) -> Int {
      if let known = indices[literal] { return known }
      indices[literal] = literals.count
      literals.append(literal)
      uses.append(Use())
      return literals.count - 1
    }
  }
}
