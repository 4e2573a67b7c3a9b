import Model
import StructuredData
import Testing

struct `Environment files` {
  @Test(arguments: [
    ("A=1\nexport B = two words # note\nC=\n", #"{"A":"1","B":"two words","C":""}"#),
    ("# note\n\n  A=x#y\n", #"{"A":"x#y"}"#), ("A= # note", #"{"A":""}"#),
    (#"A='single $X \n' # note"#, #"{"A":"single $X \\n"}"#),
    (#"A="a\n\t\"b\" \\ \$X \q""#, #"{"A":"a\n\t\"b\" \\ $X \\q"}"#),
    ("A=\"one\ntwo\"\nB='x\ny'", #"{"A":"one\ntwo","B":"x\ny"}"#),
    ("A=${B}", #"{"A":?(refers to ${B})}"#), ("A=\"x${B:-y}z\"", #"{"A":?(refers to ${B:-y})}"#),
    ("A=pre$B/x", #"{"A":?(refers to $B)}"#), ("A=$(date)", #"{"A":?(refers to $(…))}"#),
    ("A='${B}'", #"{"A":"${B}"}"#), ("A=cost$5\nB=$\nC=${x", #"{"A":"cost$5","B":"$","C":"${x"}"#),
    (#"A=\$B"#, #"{"A":"\\$B"}"#), ("A=true\nB=012\nC=no", #"{"A":"true","B":"012","C":"no"}"#),
    ("export=1\nA.b-c=2", #"{"export":"1","A.b-c":"2"}"#),
    (
      "A=postgres://u:p@h/d?x=1&y=2",
      #"{"A":"postgres://u:p@h/d?x=1&y=2"}"#.replacing("&", with: "\\u0026")
    ),
  ])
  func `each form is read`(text: String, value: String) throws {
    #expect(try Value(document(text, .env)).description == value)
  }

  @Test func `every key and value has its place`() throws {
    let text = "export A = é x  # n\r\nB=\"a\r\nü\" # n\r\nC="
    #expect(
      try places(document(text, .env)) == [
        " = 1:1-4:3", ".A at 1:8-1:9", ".A = 1:12-1:15", ".B at 2:1-2:2", ".B = 2:3-3:3",
        ".C at 4:1-4:2", ".C = 4:3-4:3",
      ])
  }

  @Test(arguments: [
    ("A", "1:2: error: expected `=` behind the name, but found the end of the file"),
    ("hello world", "1:7: error: expected `=` behind the name, but found `w`"),
    ("1A=2", "1:1: error: expected the name of a variable, but found `1`"),
    ("=2", "1:1: error: expected the name of a variable, but found `=`"),
    ("A='x", "1:3: error: the value has no closing quote"),
    ("B=1\nA=\"x\\\"", "2:3: error: the value has no closing quote"),
    ("A='x'y", "1:6: error: expected the end of the line behind the closing quote, but found `y`"),
    ("A=1\nB=2\nexport A=3", "3:8: error: the key `A` is written twice; first at 1:1"),
  ])
  func `each fault is told with its place`(text: String, message: String) {
    #expect(problems(text, .env) == ["file:" + message])
  }

  @Test func `unclosed references cost little`() throws {
    let text = String(repeating: "${", count: 500_000)
    #expect(try document("A=\(text)", .env)["A"]?.string == text)
  }
}
