import Model

extension ContainersCheck {
  package static let definition = CheckDefinition(
    name: "containers",
    family: "configuration",
    summary: "Containers run as other users than root, closed off, limited and from known images.",
    passes: """
      Every container of Kubernetes manifests, kustomizations, compose files, Dockerfiles, task \
      definitions of Amazon ECS and Terraform's Kubernetes resources meets what is asked. Only what \
      a source can say is asked of it: of a Dockerfile the user, the base images and secrets in \
      variables and arguments; of what runs to an end no health check. A service of a compose file \
      that says no user or health check has those of the Dockerfile that it is built from.
      """,
    fails: """
      A setting is not as asked: one finding for each, at the line of the value, or of the container \
      where nothing is said. Rules: root, privileged, escalation, capabilities, added-capability, \
      writable-root, no-memory-limit, no-cpu-limit, image-tag, image-digest, registry, secret (the \
      value is never shown), host-namespace, host-path, docker-socket, seccomp, no-health-check. A \
      bind mount of a path of the project itself (`./data`) is none of the host.
      """,
    unmeasured: """
      There are fewer containers than `minimum-subjects`; a value is a variable or a template that \
      the tree does not tell; a file cannot be read, or is a template (Helm, Jinja) that is not \
      rendered; a kustomization, include or extension lies outside of the tree.
      """,
    fields: [
      Field("target", .target, "A repository or folder; the posture's own folder if left out."),
      Field(
        "files", .oneOrMany(.glob), default: "**",
        "Which files are read, from the target's folder."),
      Field(
        "sources",
        .oneOrMany(.choice(ContainerSpecification.Dialect.allCases.map(\.rawValue))),
        "Whose containers are judged; all if left out."),
      Field(
        "except", .oneOrMany(.text),
        "Globs over addresses that are not judged, such as DaemonSet/kube-system/*."),
      Field("non-root", .boolean, default: "true", "The user must not be root."),
      Field("unprivileged", .boolean, default: "true", "Nothing may be privileged."),
      Field(
        "no-escalation", .boolean, default: "true", "Processes must not be able to gain privileges."
      ),
      Field(
        "drop-capabilities", .list(of: .text), default: "[ALL]",
        "Capabilities of Linux that must be dropped; with [] none."),
      Field(
        "allowed-capabilities", .list(of: .text), default: "[NET_BIND_SERVICE]",
        "Capabilities that may be added."),
      Field("read-only-root", .boolean, default: "true", "The root file system must be read-only."),
      Field(
        "limits", .list(of: .choice(["memory", "cpu"])), default: "[memory]",
        "What must have a limit."),
      Field(
        "image", .choice(ContainerRequirements.ImagePin.allCases.map(\.rawValue)), default: "tag",
        "How images are named: by digest, by a tag that is not latest, or in any way."),
      Field(
        "registries", .list(of: .text),
        "Registries, with or without a path, that images may come from; docker.io/library holds "
          + "Docker's official ones."),
      Field(
        "no-secrets", .boolean, default: "true",
        "No password, key or token may stand in a variable, or in an image's arguments."),
      Field(
        "no-host-namespaces", .boolean, default: "true",
        "Network, processes and the like must not be the host's."),
      Field(
        "no-host-paths", .boolean, default: "true",
        "No path of the host and no socket of the container runtime may be seen."),
      Field(
        "allowed-host-paths", .list(of: .text), "Globs over the host's paths that may be seen."),
      Field("seccomp", .boolean, default: "true", "System calls must be filtered by a profile."),
      Field(
        "health-check", .boolean, default: "true", "What runs on and on must have a health check."),
      Field(
        "honor-in-file-waivers", .boolean, default: "false",
        "Whether a comment `avouch:allow RULE REASON` in a scanned file silences a finding; "
          + "if not, it is only shown."),
      Field(
        "minimum-subjects", .integer(0...1_000_000), default: "1",
        "How many containers there must be; with 0 the check is not applicable where there are "
          + "none."),
    ],
    example: """
      containers:
        target: infra
        files: [deploy/**, Dockerfile]
        drop-capabilities: [ALL]
        limits: [memory, cpu]
        image: digest
        registries: [ghcr.io/example, docker.io/library]
        allowed-host-paths: [/var/log/*]
      """,
    sources: [
      "Kubernetes, Pod Security Standards, profile Restricted: "
        + "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
      "Compose Specification, services: https://github.com/compose-spec/compose-spec",
      "Docker, Dockerfile reference: https://docs.docker.com/reference/dockerfile/",
      "Amazon ECS, task definition parameters",
      "NIST SP 800-190, Application Container Security Guide, sections 4.1 to 4.4",
    ])
}
