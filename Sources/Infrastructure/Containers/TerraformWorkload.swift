import Model

/// Workloads of Terraform's Kubernetes provider, rewritten as manifests.
enum TerraformWorkload {
  private static let kinds = [
    "kubernetes_pod": "Pod", "kubernetes_deployment": "Deployment",
    "kubernetes_stateful_set": "StatefulSet", "kubernetes_daemonset": "DaemonSet",
    "kubernetes_daemon_set": "DaemonSet", "kubernetes_job": "Job",
    "kubernetes_cron_job": "CronJob", "kubernetes_replication_controller": "ReplicationController",
  ]
  private static let names = [
    "container": "containers", "init_container": "initContainers", "volume": "volumes",
    "volume_mount": "volumeMounts", "host_pid": "hostPID", "host_ipc": "hostIPC",
    "read_only_root_filesystem": "readOnlyRootFilesystem",
  ]
  /// Blocks of which there are several; all others are lists of one.
  private static let lists: Set<String> = [
    "containers", "initContainers", "volumes", "volumeMounts", "env",
  ]

  private static func kind(of type: String) -> String? {
    kinds[type] ?? (type.hasSuffix("_v1") ? kinds[String(type.dropLast(3))] : nil)
  }

  static func isWorkload(_ type: String) -> Bool { kind(of: type) != nil }

  static func manifest(_ resource: ConfiguredResource) -> ConfiguredResource {
    ConfiguredResource(
      layer: resource.layer, dialect: .kubernetes, kind: kind(of: resource.kind) ?? "Pod",
      address: resource.address, file: resource.file, span: resource.span,
      attributes: renamed(resource.attributes), waivers: resource.waivers)
  }

  private static func renamed(_ node: Node) -> Node {
    switch node.content {
    case .sequence(let elements): return Node(.sequence(elements.map(renamed)), at: node.span)
    case .mapping(let entries):
      let changed = entries.map { entry -> Node.Entry in
        let key = names[entry.key] ?? camelCase(entry.key)
        let value = renamed(entry.value)
        let only = !lists.contains(key) && value.elements?.count == 1 ? value.elements?.first : nil
        let isBlock = only?.entries != nil
        return Node.Entry(
          key: key, keySpan: entry.keySpan, value: isBlock ? only ?? value : value)
      }
      return Node(.mapping(changed), at: node.span)
    case .null, .boolean, .integer, .number, .string, .unknown: return node
    }
  }

  private static func camelCase(_ name: String) -> String {
    let parts = name.split(separator: "_")
    return parts.enumerated().map { index, part in
      index == 0 ? String(part) : part.prefix(1).uppercased() + part.dropFirst()
    }.joined()
  }
}
