import Expressions
import Testing

struct FunctionTests {
  @Test(
    arguments: [
      ("'a,b,,c'.split(',')", "[\"a\", \"b\", \"\", \"c\"]"),
      ("'abc'.split('')", "[\"a\", \"b\", \"c\"]"),
      ("'aXbXc'.replace('X', '-', 1)", "\"a-bXc\""), ("'ab'.replace('', '-')", "\"-a-b-\""),
      ("'  x '.trim()", "\"x\""), ("'Ärger'.upperAscii()", "\"ÄRGER\""),
      ("'abcabc'.lastIndexOf('bc')", "4"), ("'abc'.substring(1, 2)", "\"b\""),
      (
        "'%s is %d, %.2f, %x, %e'.format(['a', 3, 2.345, 255, 1234.5])",
        "\"a is 3, 2.35, ff, 1.234500e+03\""
      ),
      ("'%.1f'.format([0.25])", "\"0.2\""), ("'%.0f'.format([1e20])", "\"100000000000000000000\""),
      ("'%.3f'.format([1e-5])", "\"0.000\""), ("'%.2e'.format([9.999])", "\"1.00e+01\""),
      ("'%e'.format([0.0])", "\"0.000000e+00\""),
      ("base64.encode(b'a')", "\"YQ==\""), ("string(base64.decode('YWI='))", "\"ab\""),
      ("math.greatest(1, 2.5, 2u)", "2.5"), ("math.abs(-3)", "3"), ("math.round(2.5)", "3"),
      ("[3, 1, 2].sort()", "[1, 2, 3]"), ("[1, 1, 2].distinct()", "[1, 2]"),
      ("[[1], [2, 3]].flatten()", "[1, 2, 3]"), ("[1, 2, 3].slice(1, 3)", "[2, 3]"),
      ("[1, 2, 3].sum()", "6"), ("[1, 3, 2].max()", "3"), ("[1, 2].isSorted()", "true"),
      ("[1, 2].first().value()", "1"), ("[].last().hasValue()", "false"),
      ("sets.contains([1, 2, 3], [2, 3])", "true"), ("sets.equivalent([1, 1], [1])", "true"),
      ("sets.intersects([1], [2])", "false"),
      ("quantity('1.5Gi') == quantity('1536Mi')", "true"),
      ("quantity('100m') < quantity('1')", "true"),
      ("quantity('2Gi').asInteger()", "2147483648"), ("quantity('1').add(2)", "3"),
      ("isQuantity('2Gx')", "false"), ("quantity('1e3') == quantity('1k')", "true"),
      ("quantity('0.1n') == quantity('1n')", "true"), ("quantity('-0.5').sign()", "-1"),
      ("ip('2001:DB8::1')", "2001:db8::1"), ("ip('::1').isLoopback()", "true"),
      ("isIP('1.2.3.04')", "false"), ("isIP('1::2::3')", "false"),
      ("isCIDR('10.0.0.0/33')", "false"),
      ("cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", "true"),
      ("cidr('10.1.2.3/8').masked()", "10.0.0.0/8"), ("ip('10.0.0.1').family()", "4"),
      ("'abc123'.find('[0-9]+')", "\"123\""), ("'a1b22'.findAll('[0-9]+')", "[\"1\", \"22\"]"),
      ("string(duration('1h0.5s'))", "\"3600.5s\""), ("duration('1s') - duration('1.5s')", "-0.5s"),
      ("int('12') + int(3.9) + int(2u)", "17"), ("string(1.0)", "\"1\""), ("double('1e3')", "1000"),
      ("type(1) == int", "true"), ("optional.of(1).optMap(x, x + 1).value()", "2"),
      ("optional.none().or(optional.of(3)).value()", "3"), ("[?optional.none(), 1]", "[1]"),
      ("{?'a': optional.of(1)}.size()", "1"), ("{1: 'a'}[1u]", "\"a\""),
    ])
  func result(text: String, expected: String) throws {
    #expect(try Bench.shown(text) == expected)
  }
}
