import Collectors

/// One small whole file of every format.
enum ManifestSamples {
  static let all: [(format: any ManifestFormat.Type, text: String)] =
    node + python + java + net + others + materials

  private static let node: [(format: any ManifestFormat.Type, text: String)] = [
    (
      NodeLockfile.self,
      #"{"lockfileVersion":3,"packages":{"":{"dependencies":{"a":"1"}},"node_modules/a":{"version":"1.0.0"}}}"#
    ),
    (
      NodeLockfile.self,
      #"{"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","requires":{"b":"1"},"dependencies":{"b":{"version":"1.0.0"}}}}}"#
    ),
    (NodeManifest.self, #"{"dependencies":{"a":"^1.0.0 || git"},"workspaces":["x"]}"#),
    (
      YarnLockfile.self,
      "# x\n\n\"@a/b@^1\", c@2:\n  version \"1.0\"\n  dependencies:\n    c \"2\"\n"
    ),
    (
      YarnLockfile.self,
      "__metadata:\n  version: 8\n\n\"a@npm:1\":\n  version: 1.0.0\n  resolution: \"a@npm:1.0.0\"\n"
    ),
    (
      PNPMLockfile.self,
      "lockfileVersion: '9.0'\npackages:\n\n  a@1.0.0:\n    resolution: {integrity: sha512-x}\nsnapshots:\n\n  a@1.0.0(b@2): {}\n"
    ),
    (
      BunLockfile.self,
      #"{"lockfileVersion":1,"workspaces":{"":{"dependencies":{"a":"1",},},},"packages":{"a":["a@1.0.0","",{},"sha512-x"],}}"#
    ),
  ]

  private static let python: [(format: any ManifestFormat.Type, text: String)] = [
    (
      PythonRequirements.self,
      "a[b]==1.0 ; x \\\n --hash=sha256:00\n-r b.txt\nc @ https://d/e.whl#f\n"
    ),
    (PythonProject.self, "[project]\nname='a'\ndependencies=['b[c]>=1;x','d @ https://e']\n"),
    (UVLockfile.self, "version=1\n[[package]]\nname='a'\nversion='1'\nsource={registry='x'}\n"),
    (
      PoetryLockfile.self,
      "[[package]]\nname='a'\nversion='1'\ngroups=['main']\nfiles=[{hash='x'}]\n[package.dependencies]\na={version='>=1,<2'}\n"
    ),
    (Pipfile.self, "[packages]\na='==1'\nb={git='x',ref='y'}\n"),
    (
      PipfileLockfile.self,
      #"{"_meta":{"hash":{"sha256":"x"}},"default":{"a":{"version":"==1","hashes":["sha256:x"]}}}"#
    ),
    (PDMLockfile.self, "[[package]]\nname='a'\nversion='1'\ndependencies=['a>=1; x','b[c]']\n"),
    (
      PythonLockfile.self,
      "lock-version='1.0'\n[[packages]]\nname='a'\nversion='1'\nwheels=[{hashes={sha256='x'}}]\n"
    ),
  ]

  private static let java: [(format: any ManifestFormat.Type, text: String)] = [
    (
      MavenManifest.self,
      "<project><properties><v>1</v></properties><dependencies><dependency><groupId>g</groupId><artifactId>a</artifactId><version>${v}</version></dependency></dependencies></project>"
    ),
    (GradleLockfile.self, "# x\ng:a:1.0=runtimeClasspath,testRuntimeClasspath\nempty=x\n"),
    (
      GradleVerification.self,
      "<verification-metadata><components><component group='g' name='a' version='1'><artifact name='a.jar'><sha256 value='x'/></artifact></component></components></verification-metadata>"
    ),
    (
      GradleCatalog.self,
      "[versions]\na='1'\n[libraries]\nb={module='g:b',version.ref='a'}\nc='g:c:2'\n"
    ),
  ]

  private static let net: [(format: any ManifestFormat.Type, text: String)] = [
    (
      NuGetLockfile.self,
      #"{"version":1,"dependencies":{"n":{"A":{"type":"Direct","resolved":"1.0","dependencies":{"A":"1"}}}}}"#
    ),
    (
      NuGetAssets.self,
      #"{"targets":{"n":{"A/1.0":{"type":"package"}}},"libraries":{"A/1.0":{"type":"package","sha512":"x"}}}"#
    ),
    (
      NuGetDependencyFile.self,
      #"{"targets":{"n":{"A/1.0":{"dependencies":{"A":"1"}}}},"libraries":{"A/1.0":{"type":"package"}}}"#
    ),
    (NuGetConfig.self, "<packages><package id='A' version='1.0'/></packages>"),
    (
      MSBuildManifest.self,
      "<Project><PropertyGroup><V>1</V></PropertyGroup><ItemGroup><PackageReference Include='A' Version='$(V)'/></ItemGroup></Project>"
    ),
    (
      MSBuildProperties.self,
      "<Project><ItemGroup><GlobalPackageReference Include='A' Version='1'/></ItemGroup></Project>"
    ),
  ]

  private static let others: [(format: any ManifestFormat.Type, text: String)] = [
    (CargoLockfile.self, "version=4\n[[package]]\nname='a'\nversion='1.0.0'\nsource='x'\n"),
    (CargoManifest.self, "[package]\nname='a'\n[dependencies]\nb={version='1',package='c'}\n"),
    (
      GoModuleFile.self,
      "module a\ngo 1.22\nrequire (\n\tb v1.0.0 // indirect\n)\nreplace b => ./c\n"
    ),
    (GoChecksumFile.self, "a v1.0.0 h1:x=\na v1.0.0/go.mod h1:y=\n"),
    (GoVendorFile.self, "# a v1.0.0 => b v1.0.1\n## explicit\na/b\n"),
    (
      GemLockfile.self,
      "GEM\n  remote: x\n  specs:\n    a (1.0-java)\n      b (~> 1)\n\nDEPENDENCIES\n  a!\n"
    ),
    (ComposerLockfile.self, #"{"packages":[{"name":"a/b","version":"1","require":{"a/b":"*"}}]}"#),
    (ComposerManifest.self, #"{"require":{"a/b":"1.0","php":"*"}}"#),
    (
      SwiftLockfile.self,
      #"{"pins":[{"identity":"a","location":"https://b/c.git","state":{"version":"1.0.0"}}],"version":2}"#
    ),
    (PodLockfile.self, "PODS:\n  - A/B (1.0):\n    - C (= 1)\n  - C (1)\nDEPENDENCIES:\n  - A\n"),
    (
      PubLockfile.self,
      "packages:\n  a:\n    dependency: transitive\n    source: hosted\n    version: \"1.0\"\n"
    ),
    (PubManifest.self, "dependencies:\n  a: ^1.0.0\n  b: {git: x}\n  c:\n"),
    (MixLockfile.self, #"%{"a": {:hex, :a, "1.0", "x", [:mix], [{:b, "~> 1"}], "hexpm", "y"}}"#),
    (ConanLockfile.self, #"{"requires":["a/1.0#r%1"],"build_requires":[]}"#),
    (
      ConanLockfile.self,
      #"{"graph_lock":{"nodes":{"0":{"ref":"x/1","requires":["1"]},"1":{"ref":"a/1.0"}}}}"#
    ),
    (
      RenvLockfile.self, #"{"Packages":{"a":{"Package":"a","Version":"1.0","Imports":"a (>= 1)"}}}"#
    ),
    (StackLockfile.self, "packages:\n- completed:\n    hackage: a-1.0@sha256:x,1\nsnapshots: []\n"),
    (CabalFreezeFile.self, "constraints: any.a ==1.0,\n             a +flag\nindex-state: x\n"),
  ]

  private static let materials: [(format: any ManifestFormat.Type, text: String)] = [
    (
      CycloneDXMaterials.self,
      #"{"bomFormat":"CycloneDX","components":[{"name":"a","purl":"pkg:npm/%40a/b@1"}],"dependencies":[{"ref":"x","dependsOn":[]}]}"#
    ),
    (
      CycloneDXDocument.self,
      "<bom><components><component><name>a</name><purl>pkg:gem/a@1</purl></component></components></bom>"
    ),
    (
      SPDXMaterials.self,
      #"{"spdxVersion":"SPDX-2.3","packages":[{"SPDXID":"x","name":"a","versionInfo":"1"}]}"#
    ),
    (SPDXTagValue.self, "SPDXVersion: SPDX-2.3\nPackageName: a\nSPDXID: x\nPackageVersion: 1\n"),
  ]
}
