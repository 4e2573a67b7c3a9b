import Checks
import Infrastructure
import Model
import Testing

struct ContainersCheckTests {
  static let pod = """
    apiVersion: apps/v1
    kind: Deployment
    metadata: { name: web, namespace: shop }
    spec:
      template:
        spec:
          securityContext:
            runAsNonRoot: true
            seccompProfile: { type: RuntimeDefault }
          containers:
            - name: app
              image: ghcr.io/example/app:1.2
              env:
                - { name: MODE, value: live }
                - name: DB_PASSWORD
                  valueFrom: { secretKeyRef: { name: db, key: password } }
              resources: { limits: { memory: 128Mi, cpu: "1" } }
              livenessProbe: { httpGet: { port: 80 } }
              securityContext:
                allowPrivilegeEscalation: false
                readOnlyRootFilesystem: true
                privileged: false
                capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }
              volumeMounts: [{ name: data, mountPath: /data }]
          volumes: [{ name: data, emptyDir: {} }]

    """

  static let compose = """
    services:
      web:
        image: app:1.2
        user: "1000"
        read_only: true
        cap_drop: [ALL]
        security_opt: ["no-new-privileges:true"]
        mem_limit: 256m
        healthcheck: { test: [CMD, "true"] }
        environment: { MODE: live }
        volumes: ["./data:/data"]

    """

  static let dockerfile = """
    FROM node:20 AS build
    RUN x
    FROM node:20-slim
    USER node
    ENV MODE=live

    """

  @Test func `what is as asked passes with what was seen`() throws {
    let result = try ContainersBench.result(
      "{ limits: [memory, cpu], registries: [ghcr.io/example] }", ["a.yaml": Self.pod])
    #expect(result.verdict == .pass, "\(result.findings) \(result.verdict)")
    #expect(result.subjects == 1)
    #expect(
      result.evidence.contains {
        $0.observed == "Deployment/shop/web · app: it runs as another user than root"
          && $0.location.description == "a.yaml:8:23"
      })
    #expect(try ContainersBench.result("{}", ["compose.yaml": Self.compose]).verdict == .pass)
    let built = try ContainersBench.result("{}", ["Dockerfile": Self.dockerfile])
    #expect(built.verdict == .pass, "\(built.findings)")
    #expect(built.subjects == 2)
  }

  @Test(
    "each single fault of a pod is one finding at its line",
    arguments: [
      ("runAsNonRoot: true", "runAsNonRoot: false", "root a.yaml:8"),
      ("runAsNonRoot: true", "runAsUser: 0", "root a.yaml:8"),
      ("runAsNonRoot: true", "fsGroup: 1", "root a.yaml:11"),
      ("type: RuntimeDefault", "type: Unconfined", "seccomp a.yaml:9"),
      ("seccompProfile: { type: RuntimeDefault }", "fsGroup: 1", "seccomp a.yaml:11"),
      ("app:1.2", "app:latest", "image-tag a.yaml:12"),
      ("app:1.2", "app", "image-tag a.yaml:12"),
      ("name: MODE, value: live", "name: API_TOKEN, value: live", "secret a.yaml:14"),
      ("value: live", "value: 'postgres://a:b@c/d'", "secret a.yaml:14"),
      ("value: live", "value: AKIAIOSFODNN7EXAMPLE", "secret a.yaml:14"),
      ("memory: 128Mi, ", "", "no-memory-limit a.yaml:11"),
      ("livenessProbe", "lifecycle", "no-health-check a.yaml:11"),
      ("PrivilegeEscalation: false", "PrivilegeEscalation: true", "escalation a.yaml:20"),
      ("allowPrivilegeEscalation: false", "procMount: Default", "escalation a.yaml:11"),
      ("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "writable-root a.yaml:21"),
      ("privileged: false", "privileged: true", "privileged a.yaml:22"),
      ("drop: [ALL]", "drop: [NET_RAW]", "capabilities a.yaml:23"),
      ("drop: [ALL], ", "", "capabilities a.yaml:11"),
      ("NET_BIND_SERVICE", "CAP_SYS_ADMIN", "added-capability a.yaml:23"),
      ("      volumes:", "      hostNetwork: true\n      volumes:", "host-namespace a.yaml:25"),
      ("emptyDir: {}", "hostPath: { path: /etc }", "host-path a.yaml:25"),
      ("emptyDir: {}", "hostPath: { path: /var/run/docker.sock }", "docker-socket a.yaml:25"),
    ])
  func podFault(old: String, new: String, fault: String) throws {
    let text = Self.pod.replacing(old, with: new)
    #expect(text != Self.pod)
    #expect(try ContainersBench.faults("{}", ["a.yaml": text]) == [fault])
  }

  @Test(
    "each single fault of a service is one finding at its line",
    arguments: [
      ("user: \"1000\"", "user: root", "root compose.yaml:4"),
      ("user: \"1000\"", "tty: true", "root compose.yaml:2"),
      ("user: \"1000\"", "user: 0:0", "root compose.yaml:4"),
      ("read_only: true", "read_only: true\n    privileged: true", "privileged compose.yaml:6"),
      ("read_only: true", "tty: true", "writable-root compose.yaml:2"),
      ("cap_drop: [ALL]", "cap_drop: [SYS_ADMIN]", "capabilities compose.yaml:6"),
      ("tmem_limit", "x", ""),
      ("mem_limit", "cap_add: [SYS_PTRACE]\n    mem_limit", "added-capability compose.yaml:8"),
      ("no-new-privileges:true", "label:x", "escalation compose.yaml:2"),
      (":true\"]", ":true\", \"seccomp:unconfined\"]", "seccomp compose.yaml:7"),
      ("mem_limit: 256m", "tty: true", "no-memory-limit compose.yaml:2"),
      ("test: [CMD, \"true\"]", "disable: true", "no-health-check compose.yaml:9"),
      ("healthcheck: { test: [CMD, \"true\"] }", "tty: true", "no-health-check compose.yaml:2"),
      ("MODE: live", "MODE: live, DB_PASSWORD: changeme", "secret compose.yaml:10"),
      ("{ MODE: live }", "['SECRET_KEY=abc']", "secret compose.yaml:10"),
      ("./data:/data", "/etc:/data:ro", "host-path compose.yaml:11"),
      ("./data:/data", "/var/run/docker.sock:/x:ro", "docker-socket compose.yaml:11"),
      ("app:1.2", "app:latest", "image-tag compose.yaml:3"),
      ("mem_limit", "network_mode: host\n    mem_limit", "host-namespace compose.yaml:8"),
    ])
  func serviceFault(old: String, new: String, fault: String) throws {
    let text = Self.compose.replacing(old, with: new)
    let expected = fault.isEmpty ? [] : [fault]
    #expect(try ContainersBench.faults("{}", ["compose.yaml": text]) == expected)
  }

  @Test(
    "each single fault of a Dockerfile is one finding at its line",
    arguments: [
      ("USER node\n", "", "root Dockerfile:3"), ("USER node", "USER 0", "root Dockerfile:4"),
      ("node:20 AS", "node AS", "image-tag Dockerfile:1"),
      ("node:20-slim", "node:latest", "image-tag Dockerfile:3"),
      ("ENV MODE=live", "ENV API_SECRET=abc", "secret Dockerfile:5"),
      ("ENV MODE=live", "ARG NPM_TOKEN=abc", "secret Dockerfile:5"),
    ])
  func imageFault(old: String, new: String, fault: String) throws {
    let text = Self.dockerfile.replacing(old, with: new)
    #expect(try ContainersBench.faults("{}", ["Dockerfile": text]) == [fault])
  }

  @Test func `a built service has the user of its Dockerfile`() throws {
    let built = "build: { context: app, target: build }"
    let text = Self.compose.replacing("image: app:1.2", with: built)
      .replacing("    user: \"1000\"\n", with: "")
    let files = ["compose.yaml": text, "app/Dockerfile": Self.dockerfile]
    #expect(try ContainersBench.faults("{}", files) == ["root compose.yaml:2"])
    let last = ["compose.yaml": text.replacing(", target: build", with: "")]
    #expect(try ContainersBench.faults("{}", files.merging(last) { $1 }).isEmpty)
  }

  @Test(
    "nothing unknown passes",
    arguments: [
      (["compose.yaml": compose.replacing("app:1.2", with: "app:${TAG}")], "which image it runs"),
      (["compose.yaml": compose.replacing("\"1000\"", with: "${UID}")], "it runs as another user"),
      (["a.yaml": pod.replacing("128Mi", with: "'{{ limit }}'")], "what memory limit it has"),
      (["Dockerfile": "ARG BASE\nFROM ${BASE}\nUSER a\n"], "which image it runs"),
      (["Dockerfile": dockerfile, "b/Dockerfile": "FROM a:1\nRUM x\n"], "could hold a container"),
      (["README.md": "x"], "nothing to judge: 0 containers"),
      (
        ["c/Chart.yaml": "a: b\n", "c/templates/x.yaml": "kind: {{ x }}\n"],
        "template of the Helm chart"
      ),
    ])
  func unknown(texts: [String: String], reason: String) throws {
    let result = try ContainersBench.result("{}", texts)
    #expect(result.verdict.word == "unmeasured")
    let all = result.verdict.reason ?? ""
    #expect(all.contains(reason), "\(all)")
  }

  @Test func `what another file gave is told of there`() throws {
    let files = [
      "base/kustomization.yaml": "resources: [a.yaml]\n", "base/a.yaml": Self.pod,
      "prod/kustomization.yaml": "resources: [../base]\npatches: [{ path: p.yaml }]\n",
      "prod/p.yaml": """
      apiVersion: apps/v1
      kind: Deployment
      metadata: { name: web }
      spec: { template: { spec: { containers: [
      { name: app, securityContext: { privileged: true } }] } } }
      """,
    ]
    #expect(try ContainersBench.faults("{}", files) == ["privileged prod/p.yaml:5"])
    let override = [
      "compose.yaml": Self.compose,
      "compose.override.yaml": "services:\n  web:\n    privileged: true\n",
    ]
    #expect(
      try ContainersBench.faults("{}", override) == ["privileged compose.override.yaml:3"])
  }

  @Test func `fields switch requirements and choose containers`() throws {
    let bare = [
      "a.yaml": """
      apiVersion: v1
      kind: Pod
      metadata: { name: p }
      spec: { containers: [{ name: c, image: a:1 }] }
      """
    ]
    let off = """
      non-root: false
      no-escalation: false
      drop-capabilities: []
      read-only-root: false
      seccomp: false
      health-check: false

      """
    #expect(try ContainersBench.result(off + "limits: []", bare).verdict == .pass)
    #expect(
      try ContainersBench.faults(
        off + "limits: [cpu]\nimage: digest\nregistries: [quay.io]", bare) == [
          "no-cpu-limit a.yaml:4", "image-digest a.yaml:4", "registry a.yaml:4",
        ])
    let none = try ContainersBench.result("{ except: [Pod/*], minimum-subjects: 0 }", bare)
    #expect(none.verdict.word == "not-applicable")
    #expect(try ContainersBench.result("{ sources: compose }", bare).verdict.word == "unmeasured")
  }

  @Test func `comments silence only where the posture lets them`() throws {
    let text = "# avouch:allow root the image drops it itself\nFROM a:1\n"
    #expect(try ContainersBench.faults("{}", ["Dockerfile": text]) == ["root Dockerfile:2"])
    let honoring = "{ honor-in-file-waivers: true }"
    let result = try ContainersBench.result(honoring, ["Dockerfile": text])
    #expect(result.verdict == .pass)
    #expect(result.summary == "1 container judged: all as asked, 1 finding silenced in files")
    let lapsed = text.replacing("itself", with: "itself until 2020-01-01")
    #expect(try ContainersBench.faults(honoring, ["Dockerfile": lapsed]) == ["root Dockerfile:2"])
  }

  @Test func `a secret is never shown`() throws {
    let text = Self.compose.replacing("MODE: live", with: "DB_PASSWORD: hunter2")
    let result = try ContainersBench.result("{}", ["compose.yaml": text])
    #expect(result.findings.map(\.rule) == ["secret"])
    #expect(!"\(result)".contains("hunter2"))
  }
}
