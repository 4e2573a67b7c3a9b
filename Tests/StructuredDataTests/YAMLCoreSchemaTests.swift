import Model
import StructuredData
import Testing

struct `YAML core schema` {
  @Test(arguments: [
    ("no", #""no""#), ("yes", #""yes""#), ("on", #""on""#), ("off", #""off""#), ("y", #""y""#),
    ("true", "true"), ("True", "true"), ("TRUE", "true"), ("tRUE", #""tRUE""#),
    ("false", "false"), ("False", "false"), ("FALSE", "false"), ("fALSE", #""fALSE""#),
    ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nULL", #""nULL""#),
    ("012", "12"), ("0", "0"), ("-0", "0"), ("+7", "7"), ("-19", "-19"), ("0o14", "12"),
    ("0o18", #""0o18""#), ("0O14", #""0O14""#), ("0x1F", "31"), ("0X1F", #""0X1F""#),
    ("0x", #""0x""#), ("0o", #""0o""#), ("-0x1F", #""-0x1F""#), ("0b11", #""0b11""#),
    ("1_000", #""1_000""#), ("12:30:45", #""12:30:45""#), ("2026-01-01", #""2026-01-01""#),
    ("9223372036854775807", "9223372036854775807"),
    ("9223372036854775808", #""9223372036854775808""#),
    ("1.5", "1.5"), ("1.", "1.0"), (".5", "0.5"), ("-.5", "-0.5"), ("+1.5e3", "1500.0"),
    ("1e3", "1000.0"), ("1E-2", "0.01"), ("1e", #""1e""#), ("1e+", #""1e+""#),
    ("1.2.3", #""1.2.3""#),
    (".", #"".""#), ("-", "[null]"), ("+", #""+""#), ("..", #""..""#), ("1e999", #""1e999""#),
    (".inf", "inf"), ("-.INF", "-inf"), ("+.Inf", "inf"), (".iNF", #"".iNF""#), (".NaN", "nan"),
    ("nan", #""nan""#), ("inf", #""inf""#), ("0x1p4", #""0x1p4""#),
    ("'true'", #""true""#), (#""12""#, #""12""#), ("''", #""""#), ("|\n 12", #""12""#),
    ("!!str 12", #""12""#), ("!!str", #""""#), ("! 12", #""12""#), ("!!int '12'", "12"),
    ("!!float 3", "3.0"), ("!!bool 'true'", "true"), ("!!null ''", "null"),
    ("!Ref Bucket", "?(tag !Ref is not resolved)"),
    ("!!binary aGk=", "?(tag !!binary is not resolved)"),
    ("!<tag:example.com,2020:x> v", "?(tag !<tag:example.com,2020:x> is not resolved)"),
    ("!Join [',', [a, b]]", #"[",",["a","b"]]"#),
  ])
  func `a scalar means what the core schema says`(text: String, value: String) throws {
    #expect(try Value(document(text)).description == value)
  }

  @Test(arguments: [
    ("!!int yes", "file:1:1: error: the tag !!int does not fit the value `yes`"),
    ("!!bool yes", "file:1:1: error: the tag !!bool does not fit the value `yes`"),
    ("!!float x", "file:1:1: error: the tag !!float does not fit the value `x`"),
    ("- !!null 1", "file:1:3: error: the tag !!null does not fit the value `1`"),
  ])
  func `a tag that the value contradicts is an error`(text: String, message: String) {
    #expect(problems(text) == [message])
  }
}
