import Model

/// What a backup plan does for the resources that a selection of it names.
enum BackupSelection {
  private static let selections = ["aws_backup_selection", "AWS::Backup::BackupSelection"]
  private static let plans = ["aws_backup_plan", "AWS::Backup::BackupPlan"]

  /// Days of the resource's own backups, or of a plan that keeps them longer.
  static func days(_ paths: String...) -> SettingRule {
    SettingRule { reading in
      let (attribute, lookup) = reading.find(paths)
      let own: Setting
      if let node = lookup.nodes.first {
        own =
          ScalarReading.integer(node).map {
            reading.setting(.known(.integer($0)), attribute, at: node.span)
          }
          ?? reading.unknown(
            ScalarReading.reason(node, expected: "a whole number"), attribute, at: node.span)
      } else {
        own = reading.absent(attribute, at: lookup.anchor)
      }
      return longest(own, plan(of: reading, BackupPlanRule.days))
    }
  }

  static let tablePointInTime = SettingRule.first(
    .flag(
      "point_in_time_recovery.enabled",
      "PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled",
      "Replicas.PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled"),
    .words(
      ["enabled"],
      "ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus"))

  /// A table's backups: 35 days with recovery to a point in time, or what a plan keeps.
  static let tableDays = SettingRule { reading in
    let pointInTime = tablePointInTime.read(reading)
    let own: Setting? = pointInTime.map { setting in
      switch setting.state {
      case .known(.boolean(let isOn)):
        let period = SettingRule.count(
          "point_in_time_recovery.recovery_period_in_days",
          "PointInTimeRecoverySpecification.RecoveryPeriodInDays"
        ).read(reading)
        if isOn, let period, !period.isAbsent { return period }
        return Setting(
          .known(.integer(isOn ? 35 : 0)), attribute: setting.attribute,
          written: setting.shownValue,
          at: setting.location)
      default: return setting
      }
    }
    return longest(
      own ?? reading.absent("point_in_time_recovery"), plan(of: reading, BackupPlanRule.days))
  }

  /// Automatic backups of a database allow any moment of their time.
  static func pointInTime(_ paths: String...) -> SettingRule {
    SettingRule { reading in
      let (attribute, lookup) = reading.find(paths)
      guard let node = lookup.nodes.first else {
        return reading.absent(attribute, at: lookup.anchor)
      }
      guard let days = ScalarReading.integer(node) else {
        return reading.unknown(
          ScalarReading.reason(node, expected: "a whole number"), attribute, at: node.span)
      }
      return reading.setting(.known(.boolean(days > 0)), attribute, at: node.span)
    }
  }

  /// Whether a plan that names the resource copies its backups to another vault.
  static let otherRegion = SettingRule { reading in
    plan(of: reading, BackupPlanRule.copies) ?? reading.absent("copy_action")
  }

  private static func longest(_ own: Setting, _ other: Setting?) -> Setting {
    guard let other else { return own }
    switch (own.state, other.state) {
    case (.known(.integer(let mine)), .known(.integer(let theirs))):
      return theirs > mine ? other : own
    case (_, .known(.unlimited)): return other
    case (.absent, .known): return other
    default: return own
    }
  }

  private static func plan(of reading: Reading, _ rule: SettingRule) -> Setting? {
    let relation = reading.index.resources(
      of: selections, naming: reading.resource, by: ["resources", "BackupSelection.Resources"])
    let candidates = selections.flatMap {
      reading.index.resources(of: $0, beside: reading.resource)
    }
    let chosen =
      relation.related + candidates.filter { selectsAll($0) || selectsByTag($0, reading) }
    for selection in chosen {
      let named = reading.index.resource(
        of: plans, namedBy: ["plan_id", "BackupPlanId"], of: selection)
      guard let plan = named.found else { continue }
      return rule.read(reading.reading(plan))
    }
    return nil
  }

  private static func selectsAll(_ selection: ConfiguredResource) -> Bool {
    let paths = ["resources", "BackupSelection.Resources"]
    return paths.contains { path in
      AttributeLookup(path, in: selection.attributes, from: selection.span).flattened
        .contains { $0.string == "*" }
    }
  }

  private static func selectsByTag(_ selection: ConfiguredResource, _ reading: Reading) -> Bool {
    let tags = ["selection_tag", "BackupSelection.ListOfTags"].flatMap {
      AttributeLookup($0, in: selection.attributes, from: selection.span).flattened
    }
    return tags.contains { tag in
      guard let key = (tag["key"] ?? tag["ConditionKey"])?.string,
        let value = (tag["value"] ?? tag["ConditionValue"])?.string
      else { return false }
      if reading.root["tags"]?[key]?.scalarText == value { return true }
      return (reading.root["Tags"]?.elements ?? []).contains {
        $0["Key"]?.string == key && $0["Value"]?.scalarText == value
      }
    }
  }
}
