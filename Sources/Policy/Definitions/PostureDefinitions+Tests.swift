import Model

extension PostureDefinitions {
  package static let controlTest: [Field] = [
    Field("name", .text, "What is tested."),
    Field(
      "given", .oneOrMany(.glob), required: true,
      "The fixture, from the posture's folder: files or globs that stand for the files that the checks "
        + "read, or one folder that stands for the folder they are read from."),
    Field(
      "expect", .choice(ControlTest.expectations), required: true,
      "The verdict of the control's checks; the worst, where there are several."),
    Field("check", .identifier, "Only the checks of this name."),
    Field(
      "at", .oneOrMany(.text),
      "Where there must be a finding: path:line or path:line:column; the path may be its last part."
    ),
    Field(
      "set", .mapping(of: .anything),
      "Values to change first, by data path in a structured file or by the name of a setting of the "
        + "configuration such as backup-days; { unknown: true } makes one unknown."),
    Field("remove", .oneOrMany(.dataPath), "Data paths or names of settings to take away first."),
  ]
}
