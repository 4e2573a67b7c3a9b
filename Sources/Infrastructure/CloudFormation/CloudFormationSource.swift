import Model
import StructuredData

/// Templates of AWS CloudFormation and of its serverless dialect (SAM), in YAML and JSON.
///
/// Parameters are taken by their defaults, as a stack that says nothing else would; what only the
/// deployment knows stays unknown.
package struct CloudFormationSource: ConfigurationSource {
  private static let endings = [".yaml", ".yml", ".json", ".template"]
  private static let mostResources = 20_000

  package init() {}

  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    var reading = DocumentReading()
    for path in files.paths where Self.isCandidate(path) {
      // What no name tells is left to the sources whose files it is, if it cannot be read.
      guard let bytes = try? files.bytes(of: path), Self.couldBeTemplate(bytes) else { continue }
      read(bytes, path: path, into: &reading)
    }
    return reading.found
  }

  private static func isCandidate(_ path: String) -> Bool {
    !TreePath.isForeign(path) && endings.contains { path.lowercased().hasSuffix($0) }
  }

  private static func couldBeTemplate(_ bytes: [UInt8]) -> Bool {
    ByteSearch.contains(bytes, "AWSTemplateFormatVersion")
      || (ByteSearch.contains(bytes, "AWS::") && ByteSearch.contains(bytes, "Resources"))
  }

  private func read(_ bytes: [UInt8], path: String, into reading: inout DocumentReading) {
    let documents: [Node]
    do throws(Diagnostics) {
      let isJSON = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) } == 0x7B
      documents = try StructuredParser.parse(
        bytes, as: isJSON ? .json : .yaml, path: path, keepsTags: true)
    } catch {
      let first = error.list.first
      let reason =
        ByteSearch.hasTemplateMarks(bytes)
        ? TemplateMarking.reason : first?.message ?? "the file cannot be parsed"
      return reading.note(reason, in: path, at: first?.location.span)
    }
    for document in documents where Self.isTemplate(document) {
      let waivers = WaiverComments(bytes)
      read(CloudFormationTemplate(document), path: path, waivers: waivers, into: &reading)
    }
  }

  private static func isTemplate(_ document: Node) -> Bool {
    if document["AWSTemplateFormatVersion"] != nil { return document["Resources"] != nil }
    return (document["Resources"]?.entries ?? []).contains {
      $0.value["Type"]?.string?.hasPrefix("AWS::") == true
    }
  }

  private func read(
    _ template: CloudFormationTemplate, path: String, waivers: WaiverComments,
    into reading: inout DocumentReading
  ) {
    var resolver = CloudFormationResolver(template)
    for entry in (template.root["Resources"]?.entries ?? []).prefix(Self.mostResources) {
      guard !entry.key.hasPrefix("Fn::") else {
        reading.note("\(entry.key) is not worked out", in: path, at: entry.keySpan)
        continue
      }
      guard let kind = entry.value["Type"]?.string else {
        reading.note("the resource \(entry.key) has no type", in: path, at: entry.keySpan)
        continue
      }
      if let condition = entry.value["Condition"]?.string,
        resolver.condition(condition) == false
      {
        continue
      }
      let properties = template.properties(of: entry.value, kind: kind, at: entry.keySpan)
      let lines = max(1, entry.keySpan.line - 1)...max(entry.keySpan.line, entry.value.span.endLine)
      reading.found.resources.append(
        ConfiguredResource(
          layer: .code, dialect: .cloudFormation, kind: kind, address: entry.key, file: path,
          span: entry.keySpan, attributes: resolver.resolve(properties),
          waivers: waivers.on(lines: lines)))
    }
    for transform in template.foreignTransforms {
      reading.note(
        "the transform \(transform.scalarText ?? "of the template") is not worked out", in: path,
        at: transform.span)
    }
    if resolver.isExhausted {
      reading.note("the template takes too long to work out", in: path)
    }
  }
}
