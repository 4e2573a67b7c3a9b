import Infrastructure
import Model
import Testing

struct KubernetesSourceTests {
  static func read(_ texts: [String: String]) -> ConfiguredResources {
    KubernetesSource().read(TextTree(texts))
  }

  static let deployment = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web, namespace: shop }
    spec:
      template:
        spec:
          containers:
            - name: app
              image: ghcr.io/example/app:1.2
              env: [{ name: MODE, value: live }]

    """

  @Test func `every document of a stream is an object with its place`() throws {
    let found = Self.read([
      "a.yaml": Self.deployment + """
        ---
        # avouch:allow containers the probe needs it until 2027-01-31
        apiVersion: v1
        kind: Service
        metadata: { name: web }
        """
    ])
    #expect(found.addresses == ["Deployment/shop/web", "Service/web"])
    #expect(found.resources.map(\.span.line) == [1, 13])
    let image = found.resources.first?.attributes
      .at("spec", "template", "spec", "containers", "0", "image")
    #expect(image?.string == "ghcr.io/example/app:1.2")
    #expect(image?.place == "9:18")
    let waiver = try #require(found.resources.last?.waivers.first)
    #expect(waiver.rule == "containers")
    #expect(waiver.reason == "the probe needs it")
    #expect(waiver.until == CalendarDate("2027-01-31"))
    #expect(found.resources.first?.waivers.isEmpty == true)
  }

  @Test func `lists, JSON and other files`() {
    let found = Self.read([
      "list.json": """
      {"apiVersion": "v1", "kind": "List", "items": [
        {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}},
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"generateName": "b-"}}]}
      """,
      "other.yaml": "kind: of like\napiVersions: none\n", "package.json": "{",
      "node_modules/x/pod.yaml": "apiVersion: v1\nkind: Pod\n",
    ])
    #expect(found.addresses == ["ConfigMap/a", "Pod/b-*"])
    #expect(found.gaps.isEmpty)
  }

  @Test func `templates are told of, not read`() {
    let found = Self.read([
      "chart/Chart.yaml": "apiVersion: v2\nname: shop\n",
      "chart/values.yaml": "image: { tag: latest }\n",
      "chart/templates/web.yaml":
        "{{ if .Values.on }}\napiVersion: apps/v1\nkind: Deployment\n{{ end }}\n",
      "chart/templates/deep/plain.yaml": "apiVersion: v1\nkind: Service\nmetadata: { name: a }\n",
      "jinja.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata:\n{% for x in y %}\n  a: {{ x }}\n{% endfor %}\n",
      "value.yaml":
        "apiVersion: v1\nkind: Pod\nmetadata: { name: p }\nspec: { nodeName: '{{ node }}' }\n",
    ])
    #expect(found.addresses == ["Service/a", "Pod/p", "HelmValues/chart/values.yaml"])
    #expect(
      found.reasons == [
        "chart/templates/web.yaml a template of the Helm chart, not rendered",
        "jinja.yaml:4:2 a template, not rendered",
      ])
    #expect(
      found.resource("Pod/p")?.attributes.at("spec", "nodeName")?.content
        == .unknown(reason: "a template, not rendered"))
  }

  @Test func `the values of a Secret are not kept`() {
    let found = Self.read([
      "a.yaml":
        "apiVersion: v1\nkind: Secret\nmetadata: { name: s }\nstringData: { password: hunter2 }\n"
    ])
    #expect(!"\(found)".contains("hunter2"))
    #expect(
      found.resources.first?.attributes.at("stringData", "password")?.kindName == "an unknown value"
    )
  }

  @Test func `a hundred thousand anchors cost little and are told of`() {
    let anchors = (0..<100_000).map { "  a\($0): &a\($0) [x]\n" }.joined()
    let bomb =
      "a: &a [x, x]\n"
      + (0..<40).map {
        "b\($0): &b\($0) [*\($0 == 0 ? "a" : "b\($0 - 1)"), *\($0 == 0 ? "a" : "b\($0 - 1)")]\n"
      }.joined()
    let found = Self.read([
      "many.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: m }\ndata:\n" + anchors,
      "bomb.yaml": "apiVersion: v1\nkind: Pod\n" + bomb,
    ])
    #expect(found.addresses == ["ConfigMap/m"])
    #expect(found.gaps.map(\.file) == ["bomb.yaml"])
  }
}
