import Model

enum SampleSubprocessors {
  static let list = SubprocessorList(
    notice: TimeSpan.seconds(30 * 86_400), announced: "https://larkfield.example/subprocessors",
    entries: [
      SubprocessorList.Entry(
        name: "Northmere Cloud", purpose: "Runs the service and keeps its backups",
        data: ["invoices", "accounts"], countries: ["Ireland"],
        since: SampleParts.day(2023, 2, 1), website: "https://northmere.example",
        controls: ["data.encrypted-at-rest", "data.backups"]),
      SubprocessorList.Entry(
        name: "Postwing", purpose: "Sends e-mail", data: ["names", "e-mail addresses"],
        countries: ["Germany", "United States"], since: SampleParts.day(2024, 6, 12),
        transfer: "EU standard contractual clauses 2021/914, module 3"),
      SubprocessorList.Entry(
        name: "Oakline Support", purpose: "Answers questions by telephone", data: ["names"],
        countries: ["Portugal"], audience: .nda),
    ])
}
