import Model

/// Reads Terraform: its code in native and JSON syntax, plans and states that it wrote as JSON.
package struct TerraformSource: ConfigurationSource {
  private let variableFiles: [String]
  private let maximumSteps: Int

  /// Takes variables files beside those that Terraform loads by itself, in order; later ones win.
  package init(variableFiles: [String] = []) {
    self.init(variableFiles: variableFiles, maximumSteps: TerraformEvaluator.maximumSteps)
  }

  /// Takes a bound on the steps of all expressions of one tree, too.
  package init(variableFiles: [String] = [], maximumSteps: Int) {
    self.variableFiles = variableFiles
    self.maximumSteps = maximumSteps
  }

  /// What the files say: resources of the code, with the values of a plan where there is one, and
  /// resources of states as they are.
  package func read(_ files: some SourceFiles) -> ConfiguredResources {
    let reader = TerraformReader(
      files, variableFiles: variableFiles, maximumSteps: maximumSteps)
    var gaps = reader.gaps
    var plans: [TerraformRecord] = []
    var states: [ConfiguredResource] = []
    for path in files.paths {
      if path.hasSuffix(".tfplan") {
        gaps.insert(
          ReadingGap(
            file: path, reason: "this plan is not JSON: `terraform show -json` writes it as JSON"))
      }
      guard Self.mayBeRecord(path), let record = record(path, files, &gaps) else { continue }
      gaps.formUnion(record.gaps)
      if record.resources.contains(where: { $0.layer == .plan }) { plans.append(record) }
      states += record.resources.filter { $0.layer == .state }
    }
    let merge = TerraformMerge(code: reader.found, plans: plans)
    for doubt in reader.doubts where !merge.isSuperseded(root: doubt.root, address: doubt.address) {
      gaps.insert(doubt.gap)
    }
    return ConfiguredResources(resources: merge.resources + states, gaps: gaps.sorted())
  }

  private static func mayBeRecord(_ path: String) -> Bool {
    (path.hasSuffix(".json") && !TerraformProject.isConfiguration(path)
      || path.hasSuffix(".tfstate")) && !TreePath.isForeign(path)
  }

  private func record(_ path: String, _ files: some SourceFiles, _ gaps: inout Set<ReadingGap>)
    -> TerraformRecord?
  {
    do throws(Unavailable) {
      let bytes = try files.bytes(of: path)
      if let record = TerraformRecord(bytes, path: path) { return record }
      guard path.hasSuffix(".tfstate") else { return nil }
      gaps.insert(ReadingGap(file: path, reason: "this is no state that Terraform writes"))
    } catch {
      // A file of that name is Terraform's; what other JSON files are cannot be said.
      let name = TerraformPath.name(of: path)
      if path.hasSuffix(".tfstate") || name.contains("plan") {
        gaps.insert(ReadingGap(file: path, reason: error.reason))
      }
    }
    return nil
  }
}
