import { expect, test } from 'vitest'
import { encode, encodePoint, pointIssues } from './encode.ts'
import { type EncodeRule, encodeRules } from './encode-rules.ts'
import { ruleIsNeeded } from './laws/laws.ts'
import type { FieldValue, Point, Precision } from './types.ts'

const one: FieldValue = { type: 'float', value: 1 }

function pointWith(part: Partial<Point>): Point {
  return { measurement: 'm', tags: [], fields: [['f', one]], ...part }
}

function pointWithValue(value: FieldValue): Point {
  return pointWith({ fields: [['f', value]] })
}

/** A point that is not encoded, and the line that a careless writer makes of it. */
const refused: readonly (readonly [rule: EncodeRule, point: Point, careless: string, precision?: Precision])[] = [
  ['measurement-missing', pointWith({ measurement: '' }), ' f=1'],
  ['measurement-comment', pointWith({ measurement: '#m' }), '#m f=1'],
  ['leading-blank', pointWith({ measurement: '\tm' }), '\tm f=1'],
  ['leading-blank', pointWith({ fields: [['\tf', one]] }), 'm \tf=1'],
  ['newline', pointWith({ measurement: 'a\nb' }), 'a\nb f=1'],
  ['newline', pointWith({ tags: [['t', 'a\nb']] }), 'm,t=a\nb f=1'],
  ['trailing-backslash', pointWith({ measurement: 'm\\' }), 'm\\ f=1'],
  ['trailing-backslash', pointWith({ tags: [['k', 'C:\\']] }), 'm,k=C:\\ f=1'],
  ['trailing-backslash', pointWith({ fields: [['f\\', one]] }), 'm f\\=1'],
  ['backslash-before-special', pointWith({ measurement: 'a\\,b' }), 'a\\\\,b f=1'],
  ['backslash-before-special', pointWith({ measurement: 'a\\=b' }), 'a\\=b f=1'],
  ['backslash-before-special', pointWith({ fields: [['a\\"b', one]] }), 'm a\\"b=1'],
  ['backslash-before-special', pointWith({ tags: [['a\\,b', 'x']] }), 'm,a\\,b=x f=1'],
  ['backslash-before-special', pointWith({ tags: [['t', 'a\\ b']] }), 'm,t=a\\ b f=1'],
  ['not-text', pointWithValue({ type: 'string', value: '\ud800' }), 'm f="\ud800"'],
  ['tag-key-missing', pointWith({ tags: [['', 'a']] }), 'm,=a f=1'],
  ['tag-value-empty', pointWith({ tags: [['t', '']] }), 'm,t= f=1'],
  ['tag-key-reserved', pointWith({ tags: [['time', 'a']] }), 'm,time=a f=1'],
  ['tag-key-reserved', pointWith({ tags: [['_field', 'a']] }), 'm,_field=a f=1'],
  ['tag-key-reserved', pointWith({ tags: [['_measurement', 'a']] }), 'm,_measurement=a f=1'],
  ['tag-key-reserved', pointWith({ tags: [['\0', 'a']] }), 'm,\0=a f=1'],
  [
    'tag-key-duplicate',
    pointWith({
      tags: [
        ['t', 'a'],
        ['t', 'b'],
      ],
    }),
    'm,t=a,t=b f=1',
  ],
  ['fields-missing', pointWith({ fields: [] }), 'm '],
  ['field-key-missing', pointWith({ fields: [['', one]] }), 'm =1'],
  ['float-not-finite', pointWithValue({ type: 'float', value: Number.NaN }), 'm f=NaN'],
  ['float-not-finite', pointWithValue({ type: 'float', value: Infinity }), 'm f=Infinity'],
  ['integer-out-of-range', pointWithValue({ type: 'integer', value: 2n ** 63n }), 'm f=9223372036854775808i'],
  ['integer-out-of-range', pointWithValue({ type: 'integer', value: -(2n ** 63n) - 1n }), 'm f=-9223372036854775809i'],
  ['unsigned-out-of-range', pointWithValue({ type: 'unsigned', value: 2n ** 64n }), 'm f=18446744073709551616u'],
  ['unsigned-out-of-range', pointWithValue({ type: 'unsigned', value: -1n }), 'm f=-1u'],
  ['key-too-long', pointWith({ tags: [['t', 'x'.repeat(65_535)]] }), `m,t=${'x'.repeat(65_535)} f=1`],
  ['key-too-long', pointWith({ tags: [['t', 'x'.repeat(65_527)]] }), `m,t=${'x'.repeat(65_527)} f=1`],
  ['time-out-of-range', pointWith({ time: 2n ** 63n - 1n }), 'm f=1 9223372036854775807'],
  ['time-out-of-range', pointWith({ time: -(2n ** 63n) + 1n }), 'm f=1 -9223372036854775807'],
  ['time-finer-than-precision', pointWith({ time: 1_500_000_000n }), 'm f=1 1', 's'],
]

for (const [rule, point, line, precision = 'ns'] of refused) {
  test(`refuses ${rule}, which a server would not store as given: ${JSON.stringify(line.slice(0, 40))}`, () => {
    ruleIsNeeded(rule, { point, line, precision })
  })
}

/** What the server's parser takes and its storage, or a query, loses: the recordings show it, the decoder alone cannot. */
const lostLater: readonly (readonly [rule: EncodeRule, point: Point])[] = [
  ['carriage-return', pointWith({ tags: [['t', 'a\r']] })],
  ['tag-key-hidden', pointWith({ tags: [['_value', 'a']] })],
  ['tag-key-hidden', pointWith({ tags: [['_start', 'a']] })],
  ['tag-key-hidden', pointWith({ tags: [['_stop', 'a']] })],
  ['tag-key-hidden', pointWith({ tags: [['_time', 'a']] })],
  ['field-key-time', pointWith({ fields: [['time', one]] })],
  [
    'field-key-duplicate',
    pointWith({
      fields: [
        ['f', one],
        ['f', one],
      ],
    }),
  ],
  ['string-too-long', pointWithValue({ type: 'string', value: 'x'.repeat(1_048_577) })],
  ['string-too-long', pointWithValue({ type: 'string', value: 'é'.repeat(524_289) })],
  ['time-unreadable', pointWith({ time: 2n ** 63n - 2n })],
]

for (const [rule, point] of lostLater) {
  test(`refuses ${rule}, which a server accepts and does not show as given`, () => {
    const encoded = encodePoint(point)
    expect(encoded.ok ? [] : encoded.issues.map((issue) => issue.rule)).toEqual([rule])
  })
}

test('has a case for every rule', () => {
  const covered = new Set([...refused, ...lostLater].map(([rule]) => rule))
  expect(Object.keys(encodeRules).filter((rule) => !covered.has(rule as EncodeRule))).toEqual([])
})

const accepted: readonly (readonly [point: Point, line: string, precision?: Precision])[] = [
  [pointWith({ measurement: 'a b,c=d"#' }), 'a\\ b\\,c=d"# f=1'],
  [pointWith({ tags: [['a=b', 'c, d\\e']] }), 'm,a\\=b=c\\,\\ d\\e f=1'],
  [pointWith({ fields: [['a=b', one]] }), 'm a\\=b=1'],
  [pointWithValue({ type: 'string', value: 'a "b"\\\n, =é' }), 'm f="a \\"b\\"\\\\\n, =é"'],
  [pointWithValue({ type: 'string', value: '' }), 'm f=""'],
  [pointWithValue({ type: 'integer', value: -(2n ** 63n) }), 'm f=-9223372036854775808i'],
  [pointWithValue({ type: 'integer', value: 2n ** 63n - 1n }), 'm f=9223372036854775807i'],
  [pointWithValue({ type: 'unsigned', value: 0n }), 'm f=0u'],
  [pointWith({ tags: [['t\t', '#\t']] }), 'm,t\t=#\t f=1'],
  [pointWith({ tags: [['m', '_value']], fields: [['_start', one]] }), 'm,m=_value _start=1'],
  [pointWith({ measurement: 'time' }), 'time f=1'],
  [pointWith({ measurement: 'a\tb' }), 'a\tb f=1'],
  [pointWith({ tags: [['\tt', '\ta']] }), 'm,\tt=\ta f=1'],
  [pointWith({ tags: [['a\\b', 'x']] }), 'm,a\\b=x f=1'],
  [pointWithValue({ type: 'unsigned', value: 2n ** 64n - 1n }), 'm f=18446744073709551615u'],
  [pointWithValue({ type: 'boolean', value: false }), 'm f=false'],
  [pointWithValue({ type: 'float', value: -0 }), 'm f=-0'],
  [pointWithValue({ type: 'float', value: 5e-324 }), 'm f=5e-324'],
  [pointWithValue({ type: 'float', value: 0.000001 }), 'm f=0.000001'],
  [pointWithValue({ type: 'float', value: 123456789.123456 }), 'm f=123456789.123456'],
  [pointWithValue({ type: 'string', value: 'x'.repeat(1_048_576) }), `m f="${'x'.repeat(1_048_576)}"`],
  [pointWith({ tags: [['t', 'x'.repeat(65_526)]] }), `m,t=${'x'.repeat(65_526)} f=1`],
  [pointWith({ time: -(2n ** 63n) + 2n }), 'm f=1 -9223372036854775806'],
  [pointWith({ time: 2n ** 63n - 3n }), 'm f=1 9223372036854775805'],
  [pointWith({ time: 0n }), 'm f=1 0', 's'],
  [pointWith({ time: 1_000_001_000n }), 'm f=1 1000001', 'us'],
  [pointWith({ time: -1_000_000n }), 'm f=1 -1', 'ms'],
]

for (const [point, line, precision = 'ns'] of accepted) {
  test(`writes ${JSON.stringify(line.slice(0, 60))}`, () => {
    expect(encodePoint(point, { precision })).toEqual({ ok: true, line })
    expect(pointIssues(point, precision)).toEqual([])
  })
}

test('names measurement, key, rule and server versions in an issue', () => {
  const encoded = encodePoint(pointWith({ measurement: 'energy', tags: [['time', 'x']] }))
  expect(encoded).toMatchObject({
    ok: false,
    issues: [{ rule: 'tag-key-reserved', effect: 'refused', measurement: 'energy', part: 'tag key', key: 'time' }],
  })
  const [issue] = encoded.ok ? [] : encoded.issues
  expect(issue?.message).toBe(
    'encode measurement "energy", tag key "time": tag-key-reserved; InfluxDB 2.7.12, 2.8.0 and 2.9.1 answer 400 "cannot use reserved tag key": rename the tag',
  )
})

test('writes the good points and says the index of the bad ones', () => {
  const { text, issues } = encode([pointWith({}), pointWith({ fields: [] }), pointWith({ measurement: 'n' })])
  expect(text).toBe('m f=1\nn f=1\n')
  expect(issues.map(({ index, rule }) => [index, rule])).toEqual([[1, 'fields-missing']])
})

/** A point, and part and key of the one rule that it breaks. */
const places: readonly (readonly [part: string, key: string | undefined, point: Point])[] = [
  ['measurement', undefined, pointWith({ measurement: '#' })],
  ['point', undefined, pointWith({ fields: [] })],
  ['time', undefined, pointWith({ time: 2n ** 63n })],
  ['tag key', '_value', pointWith({ tags: [['_value', 'a']] })],
  ['tag value', 't', pointWith({ tags: [['t', '']] })],
  [
    'tag key',
    't',
    pointWith({
      tags: [
        ['t', 'a'],
        ['t', 'b'],
        ['t', 'c'],
      ],
    }),
  ],
  ['field key', 'time', pointWith({ fields: [['time', one]] })],
  ['field value', 'f', pointWithValue({ type: 'float', value: Number.NaN })],
  [
    'field key',
    'f',
    pointWith({
      fields: [
        ['f', one],
        ['f', one],
        ['f', one],
      ],
    }),
  ],
  ['field key', 'f', pointWith({ tags: [['t', 'x'.repeat(65_527)]] })],
]

for (const [part, key, point] of places) {
  test(`names the ${part}${key === undefined ? '' : ` ${key}`} in an issue`, () => {
    const issues = pointIssues(point, 'ns')
    expect(issues.map((issue) => [issue.part, issue.key])).toEqual([[part, key]])
    expect(issues[0]?.message).toContain(key === undefined ? 'encode measurement "' : `, ${part} "${key}": `)
    expect(encodePoint(point).ok).toBe(false)
  })
}

test('an issue of a whole point names no key', () => {
  expect(pointIssues(pointWith({ fields: [] }), 'ns')[0]?.message).toBe(
    'encode measurement "m": fields-missing; InfluxDB 2.7.12, 2.8.0 and 2.9.1 answer 400: give the point a field',
  )
})

test('says every rule that a point breaks, in the order of the line', () => {
  const point = {
    measurement: '#',
    tags: [['time', '']],
    fields: [['time', { type: 'float', value: Infinity }]],
    time: 2n ** 63n,
  } as const
  expect(pointIssues(point, 'ns').map(({ rule }) => rule)).toEqual([
    'measurement-comment',
    'tag-key-reserved',
    'tag-value-empty',
    'field-key-time',
    'float-not-finite',
    'time-out-of-range',
  ])
})

test('the longest field key counts, wherever it stands', () => {
  const long = 'x'.repeat(65_531)
  for (const fields of [
    [
      ['f', one],
      [long, one],
    ],
    [
      [long, one],
      ['f', one],
    ],
  ] as const) {
    const encoded = encodePoint(pointWith({ fields }))
    expect(encoded.ok ? [] : encoded.issues.map(({ rule }) => rule)).toEqual(['key-too-long'])
  }
})

test('a point that is refused leaves nothing of its line before the next', () => {
  const { text } = encode([
    pointWith({
      tags: [
        ['t', 'a'],
        ['u', ''],
      ],
    }),
    pointWithValue({ type: 'float', value: Number.NaN }),
    pointWith({}),
  ])
  expect(text).toBe('m f=1\n')
})

test('the size of a key counts from its own line on', () => {
  const long = pointWith({ tags: [['t', 'x'.repeat(40_000)]] })
  const { text, issues } = encode([long, long])
  expect(issues).toEqual([])
  expect(text).toBe(`m,t=${'x'.repeat(40_000)} f=1\n`.repeat(2))
})

test('the time of points is written in nanoseconds unless another precision is asked for', () => {
  expect(encode([pointWith({ time: 1_700_000_000_123_456_789n })]).text).toBe('m f=1 1700000000123456789\n')
  expect(encode([pointWith({ time: 1_700_000_000_000_000_000n })], { precision: 's' }).text).toBe('m f=1 1700000000\n')
})
