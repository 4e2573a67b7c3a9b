/// Blocks of `override.tf` and `*_override.tf`, which replace parts of blocks elsewhere (Terraform
/// language, "Override Files").
struct TerraformOverrides {
  private struct Key: Hashable {
    let type: String
    let labels: [String]
  }

  private let files: [HCLFile]

  init(_ files: [HCLFile]) { self.files = files }

  /// The files with their blocks overridden, and behind them the override files with what they add.
  mutating func applied(to originals: [HCLFile]) -> [HCLFile] {
    guard !files.isEmpty else { return originals }
    var originals = originals
    var additions: [HCLFile] = []
    var positions: [Key: (file: Int, block: Int)] = [:]
    for (file, original) in originals.enumerated() {
      for (index, block) in original.body.blocks.enumerated() where block.type != "locals" {
        positions[Key(type: block.type, labels: block.labels)] = (file, index)
      }
    }
    for file in files {
      var rest = file
      rest.body.blocks = []
      for block in file.body.blocks {
        if let place = positions[Key(type: block.type, labels: block.labels)] {
          let original = originals[place.file].body.blocks[place.block]
          originals[place.file].body.blocks[place.block].body = Self.merged(original, with: block)
        } else {
          rest.body.blocks.append(block)
        }
      }
      additions.append(rest)
    }
    return originals + additions
  }

  /// An overriding value has the place of the header that it changes, since it stands in another file.
  private static func merged(_ original: HCLBlock, with block: HCLBlock) -> HCLBody {
    var body = original.body
    for attribute in block.body.attributes {
      body.attributes.removeAll { $0.name == attribute.name }
      body.attributes.append(
        HCLAttribute(
          name: attribute.name, nameRange: original.header, value: attribute.value,
          place: original.header))
    }
    let replaced = Set(block.body.blocks.map(\.type))
    body.blocks.removeAll { replaced.contains($0.type) }
    body.blocks += block.body.blocks.map { placed($0, at: original.header) }
    return body
  }

  private static func placed(_ block: HCLBlock, at range: HCLRange) -> HCLBlock {
    var body = HCLBody()
    body.attributes = block.body.attributes.map {
      HCLAttribute(name: $0.name, nameRange: range, value: $0.value, place: range)
    }
    body.blocks = block.body.blocks.map { placed($0, at: range) }
    return HCLBlock(
      type: block.type, labels: block.labels, header: range, range: range, body: body)
  }
}
