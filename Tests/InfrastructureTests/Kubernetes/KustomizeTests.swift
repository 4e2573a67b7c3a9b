import Infrastructure
import Model
import Testing

struct KustomizeTests {
  static let base = [
    "base/kustomization.yaml": "resources: [web.yaml]\n",
    "base/web.yaml": KubernetesSourceTests.deployment,
  ]

  static func read(_ texts: [String: String]) -> ConfiguredResources {
    KubernetesSourceTests.read(base.merging(texts) { $1 })
  }

  static func container(_ resource: ConfiguredResource?) -> Node? {
    resource?.attributes.at("spec", "template", "spec", "containers", "0")
  }

  @Test func `a strategic merge changes what the base says and keeps both places`() throws {
    let found = Self.read([
      "prod/kustomization.yaml": """
      namespace: live
      resources: [../base]
      patches: [{ path: web.yaml }]
      images: [{ name: ghcr.io/example/app, digest: sha256:aa }]
      """,
      "prod/web.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec:
        template:
          spec:
            hostNetwork: true
            containers:
              - name: app
                env: [{ name: LEVEL, value: high }]
                securityContext:
                  privileged: true
      """,
    ])
    #expect(found.addresses == ["Deployment/live/web"])
    #expect(found.gaps.isEmpty)
    let resource = try #require(found.resources.first)
    #expect(resource.file == "base/web.yaml")
    let container = try #require(Self.container(resource))
    #expect(container["image"]?.string == "ghcr.io/example/app@sha256:aa")
    #expect(container["env"]?.elements?.count == 2)
    let path = ["spec", "template", "spec", "containers", "0", "securityContext", "privileged"]
    #expect(resource.elsewhere[path]?.description == "prod/web.yaml:12:25")
    #expect(container.at("securityContext", "privileged")?.place == "8:11")
    #expect(
      resource.elsewhere[["spec", "template", "spec", "hostNetwork"]]?.description
        == "prod/web.yaml:7:20")
  }

  @Test func `JSON patches, inline and from a file`() {
    let found = Self.read([
      "prod/kustomization.yaml": """
      resources: [../base]
      patches:
        - target: { kind: Deployment, name: web.* }
          patch: |-
            - op: add
              path: /spec/template/spec/hostPID
              value: true
        - target: { kind: Deployment }
          path: image.yaml
      """,
      "prod/image.yaml":
        "- { op: replace, path: /spec/template/spec/containers/0/image, value: 'b:1' }\n- { op: remove, path: /spec/template/spec/containers/0/env }\n",
    ])
    #expect(found.gaps.isEmpty, "\(found.reasons)")
    let container = Self.container(found.resources.first)
    #expect(container?["image"]?.string == "b:1")
    #expect(container?["env"] == nil)
    #expect(
      found.resources.first?.attributes.at("spec", "template", "spec", "hostPID")?.content
        == .boolean(true))
  }

  @Test func `two overlays are told apart only where they differ`() {
    let found = Self.read([
      "one/kustomization.yaml": "resources: [../base]\n",
      "two/kustomization.yaml": "resources: [../base]\n",
      "three/kustomization.yaml":
        "resources: [../base]\nimages: [{ name: ghcr.io/example/app, newTag: '9' }]\n",
    ])
    #expect(found.addresses == ["one:Deployment/shop/web", "three:Deployment/shop/web"])
  }

  @Test(
    "what is beyond the reading is a gap",
    arguments: [
      ("resources: [../base, 'https://example.com/x.yaml']", "lies outside of the tree"),
      ("resources: [../../base]", "lies outside of the tree"),
      ("resources: [../base, missing.yaml]", "holds no object"),
      ("resources: [../base]\nhelmCharts: [{ name: x }]", "`helmCharts` of Kustomize"),
      (
        "resources: [../base]\npatches: [{ target: { labelSelector: a=b }, patch: 'a: b' }]",
        "labelSelector"
      ),
      (
        "resources: [../base]\npatches: [{ target: { kind: Deployment }, patch: '[{ op: move, from: /a, path: /b }]' }]",
        "beyond"
      ),
      (
        "resources: [../base]\npatches: [{ target: { kind: Deployment }, patch: '[{ op: replace, path: /a/b, value: 1 }]' }]",
        "cannot be applied"
      ),
      ("resources: [../base, ../prod]", ""),
    ])
  func gap(kustomization: String, reason: String) {
    let found = Self.read(["prod/kustomization.yaml": kustomization + "\n"])
    if reason.isEmpty {
      #expect(found.addresses == ["Deployment/shop/web"])
    } else {
      #expect(
        found.reasons.contains { $0.contains(reason) && $0.hasPrefix("prod/kustomization.yaml") },
        "\(found.reasons)")
    }
  }

  @Test func `a circle ends`() {
    let found = KubernetesSourceTests.read([
      "a/kustomization.yaml": "resources: [../b]\n",
      "b/kustomization.yaml": "resources: [../a, x.yaml]\n",
      "b/x.yaml": "apiVersion: v1\nkind: Pod\nmetadata: { name: x }\n",
    ])
    #expect(found.reasons.contains { $0.contains("takes in this kustomization again") })
    #expect(found.addresses.contains("Pod/x"))
  }

  @Test func `components add and change`() {
    let found = Self.read([
      "prod/kustomization.yaml": "resources: [../base]\ncomponents: [../hard]\n",
      "hard/kustomization.yaml":
        "kind: Component\nimages: [{ name: ghcr.io/example/app, newTag: '7' }]\n",
    ])
    #expect(found.addresses == ["Deployment/shop/web"])
    #expect(Self.container(found.resources.first)?["image"]?.string == "ghcr.io/example/app:7")
  }
}
