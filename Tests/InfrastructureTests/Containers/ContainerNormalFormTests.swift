import Infrastructure
import Model
import Testing

struct ContainerNormalFormTests {
  private static func node(_ content: Node.Content, _ line: Int = 2) -> Node {
    Node(content, at: TextSpan(line: line, column: 1))
  }

  private static func map(_ pairs: KeyValuePairs<String, Node>, _ line: Int = 2) -> Node {
    let entries = pairs.map { Node.Entry(key: $0.key, keySpan: $0.value.span, value: $0.value) }
    return node(.mapping(entries), line)
  }

  private static func block(_ pairs: KeyValuePairs<String, Node>) -> Node {
    node(.sequence([map(pairs)]))
  }

  private static func specifications(_ kind: String, _ attributes: Node) -> ContainerSpecifications
  {
    let isTerraform = !kind.contains("::")
    let resource = ConfiguredResource(
      layer: .code, dialect: isTerraform ? .terraform : .cloudFormation, kind: kind, address: "a",
      file: "a.tf", span: .start, attributes: attributes)
    return ContainerNormalForm.specifications(of: ConfiguredResources(resources: [resource]))
  }

  @Test func `task definitions whose containers are a text`() throws {
    let definitions = """
      [{"name": "app", "image": "a:1", "user": "1000", "readonlyRootFilesystem": true,
        "memory": 512, "privileged": true, "healthCheck": {"command": ["x"]},
        "environment": [{"name": "API_KEY", "value": "abc"}],
        "linuxParameters": {"capabilities": {"drop": ["ALL"]}},
        "mountPoints": [{"sourceVolume": "v"}]}]
      """
    let volume = Self.map(["name": Self.node(.string("v")), "host_path": Self.node(.string("/"))])
    let found = Self.specifications(
      "aws_ecs_task_definition",
      Self.map([
        "container_definitions": Self.node(.string(definitions), 3),
        "network_mode": Self.node(.string("host")), "volume": Self.node(.sequence([volume])),
      ]))
    let container = try #require(found.containers.first)
    #expect(container.address == "a · app")
    #expect(container.isPrivileged.value == true)
    #expect(container.runsAsRoot.value == false)
    #expect(container.memoryLimit.value == "512")
    #expect(container.droppedCapabilities.value == ["ALL"])
    #expect(container.hostNamespaces["network"]?.value == true)
    #expect(container.environment.map(\.name) == ["API_KEY"])
    #expect(container.hostPaths.map(\.path.value) == ["/"])
    #expect(container.location.description == "a.tf:3:1")
  }

  @Test func `task definitions of CloudFormation`() throws {
    let definition = Self.map([
      "Name": Self.node(.string("app")), "Image": Self.node(.string("a:1")),
      "User": Self.node(.string("root")), "ReadonlyRootFilesystem": Self.node(.boolean(false)),
      "Environment": Self.node(
        .sequence([
          Self.map(["Name": Self.node(.string("A")), "Value": Self.node(.string("b"))])
        ])),
    ])
    let found = Self.specifications(
      "AWS::ECS::TaskDefinition",
      Self.map([
        "ContainerDefinitions": Self.node(.sequence([definition])),
        "Memory": Self.node(.integer(512)), "PidMode": Self.node(.string("host")),
      ]))
    let container = try #require(found.containers.first)
    #expect(container.runsAsRoot.value == true)
    #expect(container.hasReadOnlyRoot.value == false)
    #expect(container.memoryLimit.value == "512")
    #expect(container.hostNamespaces["pid"]?.value == true)
    #expect(container.environment.map(\.value) == ["b"])
  }

  @Test func `definitions that are not known are a gap`() {
    let unknown = Self.map(["container_definitions": Self.node(.unknown(reason: "a variable"))])
    #expect(
      Self.specifications("aws_ecs_task_definition", unknown).gaps.map(\.reason)
        == ["the container definitions are unknown: a variable"])
    let broken = Self.map(["container_definitions": Self.node(.string("[{"))])
    #expect(
      Self.specifications("aws_ecs_task_definition", broken).gaps.map(\.reason)
        == ["the container definitions cannot be read"])
  }

  @Test func `workloads of Terraform's Kubernetes provider`() {
    let container = Self.map([
      "name": Self.node(.string("app")), "image": Self.node(.string("a:1")),
      "security_context": Self.block([
        "run_as_non_root": Self.node(.boolean(true)),
        "read_only_root_filesystem": Self.node(.boolean(true)),
      ]),
      "resources": Self.block(["limits": Self.map(["memory": Self.node(.string("1Gi"))])]),
    ])
    let pod = Self.block([
      "host_pid": Self.node(.boolean(true)), "container": Self.node(.sequence([container])),
    ])
    let found = Self.specifications(
      "kubernetes_deployment_v1",
      Self.map(["spec": Self.block(["template": Self.block(["spec": pod])])])
    ).containers
    #expect(found.map(\.address) == ["a · app"])
    #expect(found.first?.runsAsRoot.value == false)
    #expect(found.first?.hasReadOnlyRoot.value == true)
    #expect(found.first?.memoryLimit.value == "1Gi")
    #expect(found.first?.hostNamespaces["pid"]?.value == true)
  }

  @Test(
    "names of images",
    arguments: [
      ("nginx", "docker.io/library/nginx", nil, nil),
      ("localhost:5000/a/b:1", "localhost:5000/a/b", "1", nil),
      ("ghcr.io/a/b@sha256:ff", "ghcr.io/a/b", nil, "sha256:ff"),
      ("a/b:1@sha256:ff", "docker.io/a/b", "1", "sha256:ff"),
    ] as [(String, String, String?, String?)])
  func image(text: String, name: String, tag: String?, digest: String?) {
    let reference = ImageReference(text)
    #expect(reference.qualifiedName == name)
    #expect(reference.tag == tag)
    #expect(reference.digest == digest)
  }

  @Test(
    "names of secrets",
    arguments: [
      ("DB_PASSWORD", true), ("apiKey", true), ("STRIPE_SECRET_KEY", true),
      ("PASSWORD_FILE", false),
      ("TOKEN_TTL", false), ("KEYBOARD", false), ("PUBLIC_KEY", false), ("MODE", false),
      ("AWS_ACCESS_KEY_ID", false), ("GITHUB_TOKEN", true), ("passwordRequirements", false),
    ])
  func secretName(name: String, isSecret: Bool) {
    #expect(SecretName.isSecret(name) == isSecret)
  }
}
