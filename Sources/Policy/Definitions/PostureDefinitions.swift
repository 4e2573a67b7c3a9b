import Model

/// The keys of every file of the control language.
///
/// Decoding, the JSON Schema and the reference pages all come from here.
package enum PostureDefinitions {
  package static let posture: [Field] = [
    Field("avouch", .integer(1...1), required: true, "Version of the file's format: 1."),
    Field("organization", .object(organization), required: true, "Who makes the statements."),
    Field("targets", .mapping(of: .object(target)), "What is tested, by name."),
    Field(
      "use", .list(of: .either([.object(packUse), .glob])),
      "Packs, and files or globs of files that hold the team's own controls."),
    Field("controls", .list(of: .object(control)), "Controls written in this file."),
    Field(
      "frameworks", .list(of: .either([.identifier, .object(frameworkUse)])),
      "The frameworks that controls map to: identifiers, or mappings that also say what is not "
        + "applicable."),
    Field("waivers", .oneOrMany(.glob), "The files that hold accepted exceptions."),
    Field("records", .glob, "The folder of the operational registers."),
    Field("answers", .glob, "The file that keeps people's answers to buyers' questions."),
    Field(
      "ledger", .glob,
      "The file in which avouch check records its runs, and from which every document takes since "
        + "when a state holds."),
    Field("holidays", .list(of: .date), "Days that do not count as business days."),
    Field("gate", .object(gate), "What decides the exit code."),
    Field(
      "proof-valid-for", .duration, default: "90d",
      "How long what was measured counts as proof. After that the statement is withdrawn until it is "
        + "measured again."),
    Field(
      "subprocessors", .object(subprocessors),
      "The other companies that customers' data reaches, published with the posture."),
  ]

  package static let subprocessors: [Field] = [
    Field("notice", .duration, "How long before a change customers are told."),
    Field("announced", .text, "Where changes are announced: an https address or a sentence."),
    Field(
      "list", .list(of: .object(subprocessor)), required: true,
      "The companies; an empty list says that there is none."),
  ]

  package static let subprocessor: [Field] = [
    Field("name", .text, required: true, "Name of the company."),
    Field("purpose", .text, required: true, "What it does with the data."),
    Field("data", .oneOrMany(.text), required: true, "The kinds of data it sees."),
    Field(
      "country", .oneOrMany(.text), required: true,
      "Where it processes them: names, or ISO 3166 codes."),
    Field("since", .date, "The day from which it has been used."),
    Field(
      "transfer", .text,
      "What a transfer to another legal area rests on, such as standard contractual clauses."),
    Field("website", .text, "Its address."),
    Field(
      "audience", .choice(Control.Audience.allCases.map(\.rawValue)), default: "public",
      "Who may read the entry."),
    Field(
      "controls", .oneOrMany(.control),
      "Ids or globs of the controls that stand behind the entry; their states are shown with it."),
  ]

  package static let organization: [Field] = [
    Field("name", .text, required: true, "Name of the organization."),
    Field("product", .text, "Name of the product that the statements are about."),
    Field("environment", .text, "The environment they are about, such as production."),
    Field("website", .text, "Address of the public site."),
    Field("security-contact", .text, "Address or URL where security reports are received."),
  ]

  package static let target: [Field] = [
    Field("url", .text, "A live origin: scheme, host and port; or $NAME of the environment."),
    Field("repository", .text, "Folder of a git repository; or $NAME of the environment."),
    Field("files", .text, "Folder of files; or $NAME of the environment."),
    Field(
      "postgres", .text,
      "$NAME of the environment that holds a connection string, or one without a password."),
    Field("paths", .list(of: .text), "Paths of the URL that are asked for; / when left out."),
    Field(
      "headers", .mapping(of: .text),
      "Headers sent with each request of the URL; $NAME in a value is taken from the environment."),
    Field(
      "certificate-authority", .glob,
      "PEM file of the authority to trust for the URL instead of the system's."),
    Field(
      "resolve", .list(of: .text),
      "host:port:address overrides of name resolution; host:port:address:port for another port."),
    Field(
      "proxy", .text,
      "http://host:port of the proxy that is asked for the URL; or $NAME of the environment."),
  ]

  package static let packUse: [Field] = [
    Field("pack", .identifier, required: true, "Name of the pack."),
    Field("with", .mapping(of: .anything), "Values of the pack's parameters."),
  ]

  package static let frameworkUse: [Field] = [
    Field("id", .identifier, required: true, "Identifier of the framework."),
    Field("not-applicable", .list(of: .object(exclusion)), "Requirements outside the scope."),
  ]

  package static let exclusion: [Field] = [
    Field(
      "id", .oneOrMany(.text), required: true,
      "A requirement, one with all its parts, or a group; or a list of them."),
    Field("reason", .text, required: true, "Why it does not apply."),
  ]

  package static let gate: [Field] = [
    Field(
      "fail-on", .severity, default: "low",
      "Controls below this severity are reported and do not decide the exit code."),
    Field(
      "allow-unmeasured", .list(of: .control), "Controls that may stay unmeasured, ids or globs."),
    Field(
      "overdue", .choice(["fail", "ignore"]), default: "fail",
      "Whether a planned control past its date fails the gate."),
    Field(
      "expired", .choice(["fail", "unproven"]), default: "unproven",
      "Whether an attestation or a measurement past its end fails the gate or leaves the control "
        + "unproven."),
  ]

  package static let control: [Field] = [
    Field("id", .identifier, required: true, "Unique identifier: transport.tls."),
    Field("title", .text, "Short title; the statement when left out."),
    Field("statement", .text, "The published sentence; {name} puts a parameter in."),
    Field(
      "kind", .choice(Control.Kind.allCases.map(\.rawValue)), default: "control",
      "control (in place), commitment (a promise with a clock), planned (with a due date), "
        + "limitation (what is not covered) or customer (what the customer must do)."),
    Field("severity", .severity, default: "medium", "How much it matters when it does not hold."),
    Field(
      "audience", .choice(Control.Audience.allCases.map(\.rawValue)), default: "public",
      "Who may read the statement."),
    Field("owner", .text, "Team or person who answers for it."),
    Field("topic", .text, "Heading it is published under; the first word of the id when left out."),
    Field("rationale", .text, "Why it matters."),
    Field("fix", .text, "What to do when it does not hold."),
    Field(
      "parameters", .mapping(of: .anything),
      "Values that the statement and the checks share, by lower-case name."),
    Field(
      "maps-to", .mapping(of: .oneOrMany(.either([.object(mappingEntry), .text]))),
      "Requirements that this control maps to, by framework: identifiers, or mappings that say how. "
        + "Identifiers that look like numbers stand in quotes."),
    Field("due", .date, "The day a planned control is to be in place; planned controls only."),
    Field(
      "proof-valid-for", .duration,
      "How long what was measured counts as proof; the posture's when left out."),
    Field(
      "topics", .list(of: .identifier),
      "Subjects of buyers' questions that this control speaks of, from Policies/topics; found from "
        + "its words when left out."),
    Field(
      "answers-no", .list(of: .identifier),
      "Topics that no questionnaire answer may claim; limitations only."),
    Field(
      "allow-wording", .list(of: .identifier), "Wording rules that the statement may break."),
    Field(
      "checks", .list(of: .mapping(of: .anything)),
      "How it is tested: each entry is the name of a check with its arguments."),
    Field(
      "tests", .list(of: .object(controlTest)),
      "Fixtures with the verdicts that the checks must give, which `avouch test` runs."),
  ]

  package static let mappingEntry: [Field] = [
    Field("id", .text, required: true, "The requirement."),
    Field(
      "relationship", .choice(Control.Mapping.Relationship.allCases.map(\.rawValue)),
      default: "supports",
      "How much of the requirement the control is: equal, subset (a part of it), superset (all of it "
        + "and more), intersects (a part of it and more) or supports (it helps; how much is not "
        + "said). Of a law's requirements never equal or superset."),
    Field(
      "confidence", .choice(Control.Mapping.Confidence.allCases.map(\.rawValue)), default: "high",
      "How sure the mapping is."),
    Field("note", .text, "Why it is mapped so; the public does not see it."),
  ]

  package static let controlFile: [Field] = [
    Field("controls", .list(of: .object(control)), required: true, "The controls.")
  ]

  package static let packFile: [Field] = [
    Field("pack", .identifier, required: true, "Name of the pack; the file has the same name."),
    Field("title", .text, required: true, "Short title."),
    Field("summary", .text, required: true, "What the pack promises, in one or two sentences."),
    Field("parameters", .mapping(of: .object(packParameter)), "Its parameters, by name."),
    Field("use", .list(of: .object(packUse)), "Other packs that this one includes."),
    Field("controls", .list(of: .object(control)), "The controls."),
  ]

  package static let packParameter: [Field] = [
    Field("default", .anything, "The value when the posture gives none; none makes it required."),
    Field("summary", .text, required: true, "What it means, with its unit."),
  ]

  package static let waiverFile: [Field] = [
    Field("waivers", .list(of: .object(waiver)), required: true, "The accepted exceptions.")
  ]

  package static let waiver: [Field] = [
    Field("control", .control, required: true, "Id or glob of the controls it covers."),
    Field("check", .identifier, "Only findings of this check."),
    Field("rule", .text, "Only findings of this rule."),
    Field("path", .glob, "Only findings in files that this path or glob matches."),
    Field("fingerprint", .text, "Only the finding with this fingerprint."),
    Field("owner", .text, required: true, "Who accepts the exception."),
    Field("reason", .text, required: true, "Why it is acceptable."),
    Field("until", .date, required: true, "The last day on which it counts."),
  ]

  package static let framework: [Field] = [
    Field("id", .identifier, required: true, "Identifier; the file has the same name."),
    Field("name", .text, required: true, "Name of the framework."),
    Field("version", .text, required: true, "Its version or edition."),
    Field("publisher", .text, required: true, "Who publishes it."),
    Field("source", .text, required: true, "Where the list of requirements comes from."),
    Field(
      "law", .boolean, default: "false",
      "Whether it is a law: controls support it and never satisfy it."),
    Field(
      "nested", .boolean, default: "false",
      "Whether an identifier that continues another is a part of it: 32(1)(a) of 32."),
    Field(
      "other-edition", .object(otherEdition),
      "Another edition in use at the same time that numbers some requirements otherwise."),
    Field(
      "groups", .list(of: .object(group)),
      "Its headings; a requirement stands under the longest identifier that its own continues."),
    Field(
      "requirements", .list(of: .object(requirement)), required: true,
      "Its requirements, in its own order."),
  ]

  package static let group: [Field] = [
    Field("id", .text, required: true, "What the identifiers of its requirements begin with."),
    Field("title", .text, required: true, "Short title."),
  ]

  package static let requirement: [Field] = [
    Field("id", .text, required: true, "Identifier as the framework writes it."),
    Field("title", .text, required: true, "Short title."),
    Field(
      "withdrawn", .list(of: .text),
      "That it asks for nothing any more: the requirements that took its substance, or an empty list."
    ),
  ]

  package static let otherEdition: [Field] = [
    Field("id", .identifier, required: true, "Identifier of its framework."),
    Field(
      "renumbered", .mapping(of: .text), required: true,
      "The number in the other edition of each requirement that has another one here."),
    Field(
      "only-there", .list(of: .text), required: true,
      "Numbers that the other edition gives to what this one does not have."),
  ]
}
