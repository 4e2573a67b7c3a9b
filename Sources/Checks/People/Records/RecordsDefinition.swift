import Model

extension RecordsCheck {
  package static let definition = CheckDefinition(
    name: "records",
    family: "people",
    summary: "Holds an operational register (incidents, access reviews, restore tests) to a clock "
      + "between two times, to a cadence, or to values that its rows must have.",
    passes: "Every row that counts keeps the promise: the second time follows the first within the "
      + "length promised, or is still ahead of its deadline; no gap between rows is longer than "
      + "the cadence; required values are there.",
    fails:
      "A row is late, still open past its deadline, has its times in an impossible order or in "
      + "the future, or lacks a required value; a gap is too long, or the last row too old.",
    unmeasured:
      "The register is missing or unreadable, a time cannot be read, a field occurs in no "
      + "row, a row has an end and no start, or fewer rows than minimum-subjects can be judged.",
    fields: clockFields + cadenceFields + rowFields,
    example: """
      records:
        register: incidents
        from: confirmed_at
        to: customers_notified_at
        within: 72h
        where: { severity: [high, critical] }
        since: 2026-01-01
        minimum-subjects: 0
      """,
    sources: ["RFC 3339", "ISO 8601"])

  private static let clockFields = [
    Field(
      "register", .text, required: true,
      "Name of the file in the posture's records folder, without its ending (.yaml, .yml, .csv)."),
    Field(
      "from", .text,
      "Field with the time at which the clock starts; a date alone counts from the start of its "
        + "day, a time without an offset is UTC, and a row where it is empty has not started."),
    Field(
      "to", .text,
      "Field with the time at which the clock stops; a date alone counts to the end of its day, "
        + "and a row where it is empty is open."),
    Field(
      "within", .duration,
      "The longest time allowed from `from` to `to`: 72h, 30d, 14 business days."),
    Field(
      "open-is", .choice(["judged", "ignored"]), default: "judged",
      "Whether open rows are held to the deadline or left out."),
  ]

  private static let cadenceFields = [
    Field("at", .text, "Field with the time at which something recurrent was done."),
    Field(
      "every", .duration,
      "The longest gap allowed between two rows, and from the last row to now: 90d."),
  ]

  private static let rowFields = [
    Field(
      "where", .mapping(of: .oneOrMany(.text)),
      "Fields with the value, or one of the values, that a row must have to count."),
    Field(
      "require", .mapping(of: .oneOrMany(.text)),
      "Fields with the value, or one of the values, that each finished row must have."),
    Field("filled", .oneOrMany(.text), "Fields that must not be empty in a finished row."),
    Field(
      "since", .date,
      "Rows that start on an earlier day are not judged; a cadence starts on this day."),
    Field(
      "minimum-subjects", .integer(0...1_000_000), default: "1",
      "How many rows must be judged at least; 0 for a register that may be empty."),
  ]
}
