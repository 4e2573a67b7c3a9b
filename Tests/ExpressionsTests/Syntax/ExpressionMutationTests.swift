import Expressions
import Model
import TestSupport
import Testing

struct ExpressionMutationTests {
  static let seeds = [
    "resource.encrypted == true && resource.retention >= 30",
    "resource.containers.all(c, c.image.matches(r'^[a-z]+@sha256:[0-9a-f]{2,64}$') || !has(c.image))",
    "resource.?labels[?'team'].orValue('none') in ['a', \"b\\u00e9\", '''c''']",
    "{'a': [1, 2u, 3.5e2], true: b'\\x00\\377'}.size() > 0x1F ? -9223372036854775808 : 1",
    "cidr(resource.cidr).containsIP(ip('10.0.0.1')) && quantity('1.5Gi') > quantity(\"100m\")",
    "'%s %d %.3f %x'.format([resource.name, 3, 2.5, 255]).split(' ').map(x, x + x).join('-')",
    "timestamp('2026-11-28T01:00:00Z') - duration('1h30m') < timestamp(0)",
    "cel.bind(n, lists.range(9), n.filter(x, x % 2 == 0).transformList(i, v, i * v).sum())",
  ]

  static let pieces = [
    "(", ")", "[", "]", "{", "}", "'", "\"", "'''", "\\", "?", ":", ".?", "[?", "!", "-", "&&",
    "||",
    " in ", "==", "e9", "0x", "u", "r'", "b'", ".all(x, ", ".map(x, ", "resource", "null",
    "9223372036854775808", "optional.none()", "*", "%", "{1000}", "\u{202E}", "\0", "//", "`",
  ]

  @Test(arguments: seeds.indices)
  func `no mutation traps, and what compiles is evaluated within its limit`(index: Int) throws {
    let node = try Bench.node(Bench.document)
    var mutator = ByteMutator(seed: UInt64(index) + 1, pieces: Self.pieces)
    let limits = ExpressionLimits(cost: 20_000)
    for _ in 0..<ByteMutator.rounds {
      let text = mutator.mutated(Self.seeds[index])
      guard
        let expression = try? CompiledExpression(text, in: Bench.environment(limits: limits))
      else { continue }
      let value = expression.evaluate([ExpressionValue(node)])
      let explained = expression.explain([ExpressionValue(node)]).value
      #expect(DisplayText.literal(value) == DisplayText.literal(explained), "\(text)")
    }
  }
}
