import Model

/// Says of every resource that runs containers how it runs them, in the words of all dialects.
package enum ContainerNormalForm {
  package static func specifications(of resources: ConfiguredResources) -> ContainerSpecifications {
    let stages = DockerfileContainers(resources.resources)
    var containers: [ContainerSpecification] = []
    var gaps = resources.gaps.filter { $0.dialect.map(speaksOfContainers) ?? true }
    var speaking: Set<ConfiguredResource.Dialect> = []
    for resource in resources.resources {
      let found = specifications(of: resource, stages: stages)
      if !found.containers.isEmpty { speaking.insert(resource.dialect) }
      containers += found.containers
      gaps += found.gaps
    }
    // What infrastructure as code keeps from being read only matters where it runs containers.
    gaps += resources.gaps.filter { gap in
      guard let dialect = gap.dialect, !speaksOfContainers(dialect) else { return false }
      return speaking.contains(dialect)
    }
    return ContainerSpecifications(
      containers: containers, gaps: gaps.sorted(), digests: resources.digests)
  }

  private static func speaksOfContainers(_ dialect: ConfiguredResource.Dialect) -> Bool {
    [.kubernetes, .compose, .dockerfile].contains(dialect)
  }

  private static func specifications(
    of resource: ConfiguredResource, stages: DockerfileContainers
  ) -> (containers: [ContainerSpecification], gaps: [ReadingGap]) {
    switch resource.dialect {
    case .kubernetes: return (KubernetesContainers.specifications(of: resource), [])
    case .compose:
      return ([ComposeContainers.specification(of: resource, stages: stages)], [])
    case .dockerfile: return (stages.specification(of: resource).map { [$0] } ?? [], [])
    case .terraform where resource.kind == "aws_ecs_task_definition",
      .cloudFormation where resource.kind == "AWS::ECS::TaskDefinition":
      return TaskDefinitionContainers.specifications(of: resource)
    case .terraform where TerraformWorkload.isWorkload(resource.kind):
      return (KubernetesContainers.specifications(of: TerraformWorkload.manifest(resource)), [])
    case .terraform, .cloudFormation, .nginx, .platform, .export: return ([], [])
    }
  }
}
