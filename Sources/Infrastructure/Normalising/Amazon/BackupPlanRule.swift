import Model

/// What the rules of a backup plan say together.
enum BackupPlanRule {
  private static let rules = ["rule", "BackupPlan.BackupPlanRule", "BackupPlan.Rules", "Rules"]

  /// The longest time that a rule keeps backups; without a time they are kept for ever.
  static let days = SettingRule { reading in
    let (attribute, lookup) = reading.find(rules)
    var longest: Setting?
    for rule in lookup.flattened {
      let part = Reading(reading.resource, root: rule, index: reading.index)
      guard
        let setting = SettingRule.count("lifecycle.delete_after", "Lifecycle.DeleteAfterDays")
          .read(part)
      else { continue }
      switch setting.state {
      case .absent:
        return part.setting(
          .known(.unlimited), "\(attribute).lifecycle.delete_after", at: rule.span)
      case .known(.integer(let days)):
        if case .known(.integer(let most)) = longest?.state, most >= days { continue }
        longest = setting
      default: longest = longest ?? setting
      }
    }
    return longest ?? reading.absent(attribute, at: lookup.anchor)
  }

  /// Whether a rule copies to a vault in another region, which the vault's address or its provider
  /// tells.
  static let copies = SettingRule { reading in
    let (attribute, lookup) = reading.find([
      "rule.copy_action.destination_vault_arn",
      "BackupPlan.BackupPlanRule.CopyActions.DestinationBackupVaultArn",
      "BackupPlan.Rules.CopyActions.DestinationBackupVaultArn",
      "Rules.CopyActions.DestinationBackupVaultArn",
    ])
    let nodes = lookup.flattened
    guard let first = nodes.first else {
      return reading.setting(.known(.boolean(false)), attribute, at: lookup.anchor)
    }
    let here = Region.amazon(reading)
    for node in nodes {
      guard let there = region(ofVault: node, reading), let here = here.text else { continue }
      if there != here {
        return reading.setting(.known(.boolean(true)), attribute, at: node.span)
      }
    }
    let areTold = here.text != nil && nodes.allSatisfy { region(ofVault: $0, reading) != nil }
    return areTold
      ? reading.setting(.known(.boolean(false)), attribute, at: first.span)
      : reading.unknown(
        "it cannot be told whether the vault of the copy is in another region", attribute,
        at: first.span)
  }

  private static func region(ofVault node: Node, _ reading: Reading) -> String? {
    if let text = node.string {
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      return parts.count > 5 && !parts[3].isEmpty ? String(parts[3]) : nil
    }
    let vault = reading.index.resource(
      of: ["aws_backup_vault", "AWS::Backup::BackupVault"],
      namedBy: ["rule.copy_action.destination_vault_arn"], of: reading.resource)
    return vault.found.flatMap { Region.amazon(reading.reading($0)).text }
  }

  static let schedule = SettingRule.text(
    "rule.schedule", "BackupPlan.BackupPlanRule.ScheduleExpression",
    "BackupPlan.Rules.ScheduleExpression", "Rules.ScheduleExpression")
}
