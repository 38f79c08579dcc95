import { expect, test } from 'vitest'
import { parsePredicate } from './predicate.ts'

const refusedWhileDecoding: readonly (readonly [predicate: string, message: string])[] = [
  ['t="a" OR u="b"', 'the logical operator OR is not supported yet at position 6'],
  ['t=~/a/', 'operator: "=~" at position: 1 is not supported yet'],
  ['t!~/a/', 'operator: "!~" at position: 1 is not supported yet'],
  ['t>"a"', 'invalid operator ">" at position: 1'],
  ['t>="a"', 'invalid operator ">=" at position: 1'],
  ['t=="a"', 'bad tag value: "", at position 2'],
  ["t='a'", 'bad tag value: "a", at position 1'],
  ['t=', 'bad tag value: "", at position 2'],
  ['nonsense', 'invalid operator "EOF" at position: 9'],
  ['NOT t="a"', 'invalid operator "IDENT" at position: 4'],
  ['!(t="a")', 'bad logical expression, at position 0'],
  ['*', 'bad logical expression, at position 0'],
  ['order="1"', 'bad logical expression, at position 0'],
  ['1=1', 'bad tag key, at position 0'],
  ['a-b="1"', 'invalid operator "-" at position: 1'],
  ['a.b="1"', 'invalid operator "." at position: 1'],
  ['t="a" u="b"', "the logical operator '\\x00' is invalid"],
  ['(t="a" u="b") AND v="c"', "Err in Child 0, err: the logical operator '\\x00' is invalid"],
  ['t="a"; u="b"', 'bad logical expression, at position 5'],
  ['(t="a"', 'extra ( seen'],
  ['(t="a" AND', 'extra ( seen'],
  ['t="a")', 'extra ) seen'],
  ['"t', 'bad logical expression, at position 0'],
  ['t=--5', 'bad tag value: "", at position 2'],
]

const refusedAsExpression: readonly (readonly [predicate: string, message: string])[] = [
  ['name="1"', 'found NAME, expected identifier, string, number, bool at line 1, char 1'],
  ['()', 'found ), expected identifier, string, number, bool at line 1, char 2'],
  ['AND t="a"', 'found AND, expected identifier, string, number, bool at line 1, char 1'],
  ['t=-true', 'found TRUE, expected identifier, number, duration, ( at line 1, char 4'],
  ['t=5x', 'invalid duration'],
  ['t=99999999999999999999', 'unable to parse integer at line 1, char 3'],
  ['t="a"\nAND AND u="b"', 'found AND, expected identifier, string, number, bool at line 2, char 5'],
]

test.each(refusedWhileDecoding)('refuses %s as no predicate', (predicate, message) => {
  expect(() => parsePredicate(predicate)).toThrow(
    expect.objectContaining({ status: 400, message: `error decoding json body: ${message}` }),
  )
})

test.each(refusedAsExpression)('refuses %s as no InfluxQL expression', (predicate, message) => {
  expect(() => parsePredicate(predicate)).toThrow(
    expect.objectContaining({ status: 400, message: `invalid request; error parsing predicate: ${message}` }),
  )
})

test.each(['_field="f"', 't="a" AND "_field"=f'])('answers 501 to %s', (predicate) => {
  expect(() => parsePredicate(predicate)).toThrow(
    expect.objectContaining({ status: 501, message: 'delete by field is not supported' }),
  )
})

const shard = { id: 1, hasMeasurement: (name: string) => ['a', 'm', 'z'].includes(name) }
const all = ['a', 'm t=1', 'm t=1 u=x', 'm t=-5', 'm t=true', 'm t=2d', 'z u=x', 'z a b=1'] as const

const selects: readonly (readonly [predicate: string, ...series: string[]])[] = [
  ['', ...all],
  ['_measurement="m" and t=1', 'm t=1', 'm t=1 u=x'],
  ['  (_measurement = m)\tAND\n("u" = "x")', 'm t=1 u=x'],
  ['t!="1"', 'm t=-5', 'm t=true', 'm t=2d'],
  ['t<>1 AND t!=true', 'm t=-5', 'm t=2d'],
  ['t=-5', 'm t=-5'],
  ['t=true', 'm t=true'],
  ['t=2d', 'm t=2d'],
  ['"a b"=1', 'z a b=1'],
  ['T=1'],
  ['_value="1"'],
  ['_time!="1"'],
  ['_field!="f"'],
  ['_measurement!="z"', 'a', 'm t=1', 'm t=1 u=x', 'm t=-5', 'm t=true', 'm t=2d'],
  ['_measurement!="x"'],
  ['_measurement!="a"'],
  // A third condition without AND takes the place of the second.
  ['t=1 AND u="y" u="x"', 'm t=1 u=x'],
]

test.each(selects)('%s selects the series it selects on a server', (predicate, ...expected) => {
  const matches = parsePredicate(predicate)
  const selected = all.filter((text) => {
    const [measurement = '', ...pairs] = text.split(/ (?!b)/)
    const tags = pairs.map((pair) => pair.split('=') as [string, string])
    return matches({ measurement, tags, field: 'f' }, shard)
  })
  expect(selected).toEqual(expected)
})
