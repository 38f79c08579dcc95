import { describe, expect, test } from 'vitest'
import { Duration, FluxArray, FluxRecord, nullOf, Time, Uint, type Value } from '../../values/value.ts'
import { jsonOf } from './encode.ts'

const cases: readonly (readonly [value: Value, json: string])[] = [
  [
    new FluxRecord(
      new Map<string, Value>([
        ['b', 1n],
        ['a', new FluxArray([1.5, 2])],
      ]),
    ),
    '{"a":[1.5,2],"b":1}',
  ],
  ['<a & b>', '"\\u003ca \\u0026 b\\u003e"'],
  [new Uint(2n ** 64n - 1n), '18446744073709551615'],
  [new Time(1_768_435_200_500_000_000n), '"2026-01-15T00:00:00.5Z"'],
  [new Duration({ ns: 90_000_000_000n }), '"1m30s"'],
  [nullOf('string'), 'null'],
  [true, 'true'],
  [1e21, '1e+21'],
]

describe('the JSON of a value', () => {
  for (const [value, json] of cases) test(`is ${json}`, () => expect(jsonOf(value)).toBe(json))

  test('is none for what is no number', () => {
    expect(() => jsonOf(Number.NaN)).toThrow('json: unsupported value: NaN')
  })
})
