import fc from 'fast-check'
import type { FieldType, FieldValue, Point, Precision } from '../types.ts'

/** Characters that mean something to some part of the grammar, and some that mean nothing. */
const meaningful = [...'\\\\,, =="#', '\n', '\r', '\t', '\0', 'a', 'B', '1', 'é', '語', '😀', '\u{7f}', '\ud800', '_']

/** Names, most of which can be written. */
export const name: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 20,
    arbitrary: fc.string({ unit: fc.constantFrom(...'abcXYZ019 ,=_-."é語😀'), minLength: 1, maxLength: 8 }),
  },
  { weight: 4, arbitrary: fc.string({ unit: fc.constantFrom(...'ab ,="\\\\'), minLength: 1, maxLength: 6 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...meaningful), maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('time', '_field', '_measurement', '_value', '_start', '_stop', 'host', 'value'),
  },
)

/** Field values of every type, the edges of each among them. */
export const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  typed(
    'float',
    fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.double(),
      fc.integer(),
      fc.constantFrom(-0, 0.1, 1e21),
    ),
  ),
  typed('integer', fc.bigInt({ min: -(2n ** 63n) - 1n, max: 2n ** 63n })),
  typed('unsigned', fc.bigInt({ min: -1n, max: 2n ** 64n })),
  typed('string', fc.string({ unit: fc.constantFrom(...meaningful), maxLength: 12 })),
  typed('string', fc.string({ unit: 'grapheme', maxLength: 40 })),
  typed('boolean', fc.boolean()),
)

function typed<Type extends FieldType, Value>(
  type: Type,
  values: fc.Arbitrary<Value>,
): fc.Arbitrary<{ type: Type; value: Value }> {
  return values.map((value) => ({ type, value }))
}

export const precision: fc.Arbitrary<Precision> = fc.constantFrom('ns', 'us', 'ms', 's')

const time: fc.Arbitrary<bigint> = fc.oneof(
  { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 2n ** 31n }).map((seconds) => seconds * 1_000_000_000n) },
  { weight: 1, arbitrary: fc.bigInt({ min: -(2n ** 63n) - 2n, max: 2n ** 63n }) },
)

/** Points, about half of which can be written. */
export const point: fc.Arbitrary<Point> = fc
  .record({
    measurement: name,
    tags: fc.array(fc.tuple(name, name), { maxLength: 4 }),
    fields: fc.array(fc.tuple(name, fieldValue), { maxLength: 4 }),
    time: fc.option(time, { nil: undefined }),
  })
  .map(({ time: given, ...rest }) => (given === undefined ? rest : { ...rest, time: given }))

/** Lines that are nearly line protocol: pieces of it in any order. */
export const nearlyLine: fc.Arbitrary<string> = fc
  .array(
    fc.constantFrom(
      ...[
        'm',
        'cpu',
        ',host=a',
        ',b=x\\ y',
        ' ',
        ' f=1',
        ',g=2i',
        ',s="x y"',
        '="',
        '"',
        '\\',
        ',',
        '=',
        '#',
        't',
        '-1.5e3',
        '7u',
      ],
      ...[
        ' 1600000000',
        '\r',
        '\t',
        'é',
        '\\"',
        'time',
        ',_field=a',
        ' f="a\\"b"',
        '\n',
        ',k=v f=t,g=F 5\n',
        '0.25',
        'i',
      ],
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''))

/** Ordinary bodies: what real writers send. */
export const ordinaryBody: fc.Arbitrary<string> = fc
  .array(
    fc.record({
      measurement: fc.constantFrom('cpu', 'ha_events', 'energy', 'é'),
      tags: fc.array(fc.constantFrom('b=2', 'a=1', 'host=x', 'c=é'), { maxLength: 3 }),
      fields: fc.array(ordinaryField(), { minLength: 1, maxLength: 3 }),
      time: fc.option(fc.bigInt({ min: -5n, max: 2n ** 63n }), { nil: undefined }),
    }),
    { maxLength: 6 },
  )
  .map((lines) => lines.map(ordinaryLine).join('\n'))

function ordinaryField(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => `f=${value}`),
    fc.integer({ min: -1e6, max: 1e6 }).map((value) => `g=${value / 100}`),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => `i=${value}i`),
    fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => `u=${value}u`),
    fc.constantFrom(
      'on=true',
      'on=F',
      'state="on"',
      'state="two\nlines"',
      'state="°C"',
      'state=""',
      'x=1.',
      'x=.5',
      'x=-0',
    ),
  )
}

function ordinaryLine(line: {
  measurement: string
  tags: string[]
  fields: string[]
  time: bigint | undefined
}): string {
  const time = line.time === undefined ? '' : ` ${line.time}`
  return `${[line.measurement, ...line.tags].join(',')} ${line.fields.join(',')}${time}`
}
