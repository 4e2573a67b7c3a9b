import Model
import StructuredData
import Testing

struct `INI files` {
  @Test(arguments: [
    ("a = 1\nb: two words  \nc=\n", #"{"a":"1","b":"two words","c":""}"#),
    ("; note\n# note\n[s]\nk = v ; note\nw = a#b;c # note\n", #"{"s":{"k":"v","w":"a#b;c"}}"#),
    ("k = ; note", #"{"k":""}"#), ("k =;x", #"{"k":";x"}"#),
    ("url = http://a/b", #"{"url":"http://a/b"}"#),
    (
      "k = \" a # b \" ; note\nl = 'x'\nm = \"a\" b\nn = \"a",
      #"{"k":" a # b ","l":"x","m":"\"a\" b","n":"\"a"}"#
    ),
    ("[a]\nx=1\n[b]\ny=2\n[a] ; again\nz=3", #"{"a":{"x":"1","z":"3"},"b":{"y":"2"}}"#),
    ("top = 1\n[ s ]\n", #"{"top":"1","s":{}}"#),
    ("[core]\n\tname = x\n\tbare = y\n", #"{"core":{"name":"x","bare":"y"}}"#),
    (
      "deps =\n  one==1\n\n  # why\n  two\nnext = a\n  b\n",
      #"{"deps":"one==1\ntwo","next":"a\nb"}"#
    ),
    (#"[remote "origin"]"# + "\r\nurl = x\r\n", #"{"remote \"origin\"":{"url":"x"}}"#),
    ("yes = no\nn = 012", #"{"yes":"no","n":"012"}"#), ("\n; only\n", "{}"),
  ])
  func `each form is read`(text: String, value: String) throws {
    #expect(
      try Value(document(text, .ini)).description == value)
  }

  @Test func `every key and value has its place`() throws {
    let text = "é b = ü x  ; n\n[s é]\n  k: \"v\"\n  m =\n     a\n     bc\n"
    #expect(
      try places(document(text, .ini)) == [
        " = 1:1-7:1", ".é b at 1:1-1:4", ".é b = 1:7-1:10", ".s é at 2:2-2:5", ".s é = 2:1-6:8",
        ".s é.k at 3:3-3:4", ".s é.k = 3:6-3:9", ".s é.m at 4:3-4:4", ".s é.m = 5:6-6:8",
      ])
  }

  @Test(arguments: [
    ("junk", ["1:5: error: expected `=` behind the key, but found the end of the file"]),
    ("junk\na=1", ["1:5: error: expected `=` behind the key, but found the end of the line"]),
    ("= 1", ["1:1: error: expected a key before `=`"]),
    ("[s", ["1:3: error: expected `]` after the section's name, but found the end of the file"]),
    ("[]", ["1:1: error: the section has no name"]),
    ("[s] x", ["1:5: error: expected the end of the line, but found `x`"]),
    (
      "a=1\na=2\n[s]\nb=1\n[s]\nb=2",
      [
        "2:1: error: the key `a` is written twice; first at 1:1",
        "6:1: error: the key `b` is written twice; first at 4:1",
      ]
    ),
    ("s=1\n[s]", ["2:2: error: the key `s` is written twice; first at 1:1"]),
  ])
  func `each fault is told with its place`(text: String, messages: [String]) {
    #expect(problems(text, .ini) == messages.map { "file:" + $0 })
  }
}
