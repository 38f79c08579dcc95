import { describe, expect, test } from 'vitest'
import { cellOfExpression } from './expression-fixture.ts'

const imports = [
  'bitwise',
  'contrib/bonitoo-io/hex',
  'dict',
  'experimental',
  'experimental/json',
  'influxdata/influxdb/tasks',
  'internal/debug',
  'types',
]

const cases: Record<string, string> = {
  'length(arr: [1, 2] |> array.concat(v: [3]))': '3',
  '([1, 2, 3] |> array.filter(fn: (x) => x > 1) |> array.map(fn: (x) => x * 10))[1]': '30',
  'dict.get(dict: ["a": 1], key: "a", default: 0)': '1',
  'dict.get(dict: dict.remove(dict: ["a": 1], key: "a"), key: "a", default: 0)': '0',
  'dict.get(dict: dict.insert(dict: [1: "x"], key: 2, value: "y"), key: 2, default: "")': 'y',
  'dict.get(dict: dict.fromList(pairs: [{key: "k", value: 5}]), key: "k", default: 0)': '5',
  'types.isType(v: 1h, type: "duration")': 'true',
  'types.isType(v: 1, type: "float")': 'false',
  'types.isNumeric(v: uint(v: 1))': 'true',
  'bitwise.sand(a: 12, b: 10)': '8',
  'bitwise.snot(a: 0)': '-1',
  'bitwise.slshift(a: 1, b: 63)': '-9223372036854775808',
  'bitwise.srshift(a: -8, b: 70)': '-1',
  'bitwise.uclear(a: uint(v: 15), b: uint(v: 5))': '10',
  'bitwise.unot(a: uint(v: 0))': '18446744073709551615',
  'hex.int(v: "0xff")': '255',
  'hex.string(v: bytes(v: "Hi"))': '4869',
  'json.parse(data: bytes(v: "{\\"a\\": [1, {\\"b\\": 2.5}]}")).a[0]': '1',
  'experimental.objectKeys(o: {b: 1, a: 2})[0]': 'b',
  'experimental.catch(fn: () => int(v: "x")).code': '3',
  'experimental.catch(fn: () => 5).value': '5',
  'tasks.lastSuccess(orTime: -1h)': '2026-01-15T23:00:00Z',
  'exists debug.null(type: "int")': 'false',
}

describe('values', () => {
  for (const [expression, value] of Object.entries(cases)) {
    test(`${expression} is ${value}`, async () => {
      expect(await cellOfExpression(imports, expression)).toBe(value)
    })
  }

  for (const [expression, message] of [
    ['hex.int(v: "zz")', 'cannot convert string "zz" to int due to invalid syntax'],
    ['json.parse(data: bytes(v: "nope"))', "invalid character 'o' in literal null (expecting 'u')"],
    ['json.parse(data: bytes(v: "{\\"a\\":"))', 'unexpected end of JSON input'],
    ['bitwise.slshift(a: 1, b: -1)', 'negative shift amount'],
  ] as const) {
    test(`refuses ${expression}`, async () => {
      await expect(cellOfExpression(imports, expression)).rejects.toThrow(message)
    })
  }
})
