import Model
import StructuredData

/// Values for the variables of a root module (Terraform language, "Variable Definitions Files").
struct TerraformVariableFiles {
  private(set) var values: [String: TerraformValue] = [:]
  private(set) var gaps: [ReadingGap] = []
  private(set) var readPaths: [String] = []

  /// Reads the files that Terraform reads by itself, in its order, and then those that are named.
  init(folder: String, named: [String], of files: some SourceFiles, evaluator: TerraformEvaluator) {
    var automatic: [String] = []
    for path in files.paths where TerraformPath.folder(of: path) == folder {
      if path.hasSuffix(".auto.tfvars") || path.hasSuffix(".auto.tfvars.json") {
        automatic.append(path)
      }
    }
    let prefix = folder.isEmpty ? "" : folder + "/"
    let standard = ["terraform.tfvars", "terraform.tfvars.json"].map { prefix + $0 }
    let present = Set(files.paths)
    let own = standard.filter { present.contains($0) } + automatic.sorted()
    for path in own + named { read(path, of: files, evaluator: evaluator) }
  }

  private mutating func read(
    _ path: String, of files: some SourceFiles, evaluator: TerraformEvaluator
  ) {
    let bytes: [UInt8]
    do throws(Unavailable) {
      bytes = try files.bytes(of: path)
    } catch {
      return gaps.append(ReadingGap(file: path, reason: error.reason))
    }
    readPaths.append(path)
    if path.hasSuffix(".json") { return readJSON(bytes, path: path) }
    do throws(HCLText.Unreadable) {
      let file = HCLParser.parse(try HCLText(bytes, path: path))
      for problem in file.problems {
        gaps.append(
          ReadingGap(file: path, span: file.text.span(problem.range), reason: problem.message))
      }
      let empty = TerraformInstance(
        module: TerraformModule(folder: "", files: [], overrides: []), rootFolder: "")
      let scope = TerraformScope(instance: empty)
      for attribute in file.body.attributes {
        values[attribute.name] = evaluator.value(attribute.value, in: scope)
      }
    } catch {
      gaps.append(ReadingGap(file: path, span: error.span, reason: error.reason))
    }
  }

  private mutating func readJSON(_ bytes: [UInt8], path: String) {
    do throws(Diagnostics) {
      let documents = try StructuredParser.parse(bytes, as: .json, path: path)
      for entry in documents.first?.entries ?? [] {
        values[entry.key] = TerraformValue(entry.value)
      }
    } catch {
      gaps.append(
        ReadingGap(
          file: path, span: error.list.first?.location.span,
          reason: error.list.first?.message ?? "the file is not JSON"))
    }
  }
}
