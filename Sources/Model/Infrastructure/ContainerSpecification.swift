/// How one container is to run, in words that are the same for Kubernetes, compose, Dockerfiles, task
/// definitions of Amazon ECS and Terraform.
package struct ContainerSpecification: Hashable, Sendable {
  package enum Dialect: String, CaseIterable, Hashable, Sendable {
    case kubernetes
    case compose
    case dockerfile
    case ecs
  }

  /// What part a container has in its workload.
  package enum Role: String, Hashable, Sendable {
    /// Runs as long as the workload does.
    case service
    /// Runs to an end: init containers, jobs.
    case task
    /// A stage of a Dockerfile that only serves to build another one.
    case build
  }

  /// What a dialect can say of a container.
  package enum Aspect: String, CaseIterable, Hashable, Sendable {
    case user
    case privileged
    case escalation
    case capabilities
    case readOnlyRoot = "read-only-root"
    case memory
    case cpu
    case image
    case environment
    case hostNamespaces = "host-namespaces"
    case hostPaths = "host-paths"
    case seccomp
    case healthCheck = "health-check"
  }

  /// A variable of the environment whose value stands in the file.
  package struct Variable: Hashable, Sendable {
    package let name: String
    /// Never shown.
    package let value: String
    package let location: Location

    package init(name: String, value: String, location: Location) {
      self.name = name
      self.value = value
      self.location = location
    }
  }

  /// A path of the host that the container sees.
  package struct HostPath: Hashable, Sendable {
    package let path: ContainerSetting<String>
    package let isReadOnly: Bool

    package init(path: ContainerSetting<String>, isReadOnly: Bool) {
      self.path = path
      self.isReadOnly = isReadOnly
    }
  }

  package let dialect: Dialect
  package let role: Role
  /// `Deployment/shop/web · app`, `compose.yaml · web`.
  package let address: String
  /// Where the container begins, at which an absence is shown.
  package let location: Location
  package let aspects: Set<Aspect>
  package let waivers: [ConfigurationWaiver]

  package var image: ContainerSetting<String> = .absent
  /// Whether the image is made from files of this tree, so that its name needs no pin.
  package var isBuilt = false
  /// Whether it may run as user 0.
  package var runsAsRoot: ContainerSetting<Bool> = .absent
  package var isPrivileged: ContainerSetting<Bool> = .absent
  package var allowsEscalation: ContainerSetting<Bool> = .absent
  /// In upper case without `CAP_`.
  package var droppedCapabilities: ContainerSetting<[String]> = .absent
  package var addedCapabilities: ContainerSetting<[String]> = .absent
  package var hasReadOnlyRoot: ContainerSetting<Bool> = .absent
  package var memoryLimit: ContainerSetting<String> = .absent
  package var cpuLimit: ContainerSetting<String> = .absent
  package var environment: [Variable] = []
  /// `network`, `pid`, `ipc` and the like.
  package var hostNamespaces: [String: ContainerSetting<Bool>] = [:]
  package var hostPaths: [HostPath] = []
  /// `RuntimeDefault`, `Localhost`, `unconfined`.
  package var seccompProfile: ContainerSetting<String> = .absent
  package var hasHealthCheck: ContainerSetting<Bool> = .absent

  package init(
    dialect: Dialect, role: Role, address: String, location: Location, aspects: Set<Aspect>,
    waivers: [ConfigurationWaiver] = []
  ) {
    self.dialect = dialect
    self.role = role
    self.address = address
    self.location = location
    self.aspects = aspects
    self.waivers = waivers
  }
}
