import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FluxRow } from '../src/client/annotated-csv.ts'
import type { BucketRecord } from '../src/client/records.ts'
import { encode } from '../src/line-protocol/encode.ts'
import type { FieldValue, Point, Precision } from '../src/line-protocol/types.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

/** A value as line protocol writes it, and as Flux gives it back. */
const values: readonly (readonly [written: string, read: unknown])[] = [
  ['1', 1],
  ['-0.1', -0.1],
  ['1.7976931348623157e308', Number.MAX_VALUE],
  ['5e-324', 5e-324],
  ['9223372036854775807i', 2n ** 63n - 1n],
  ['-9223372036854775808i', -(2n ** 63n)],
  ['18446744073709551615u', 2n ** 64n - 1n],
  ['t', true],
  ['False', false],
  ['"21.5 °C"', '21.5 °C'],
  [String.raw`"a \"quoted\" \\ word"`, String.raw`a "quoted" \ word`],
  // Annotated CSV ends every line with CR LF, those within a value too.
  ['"two\nlines"', 'two\r\nlines'],
]

/** One second, written in each precision. */
const precisions: readonly (readonly [precision: Precision, time: string])[] = [
  ['s', '1700000000'],
  ['ms', '1700000000000'],
  ['us', '1700000000000000'],
  ['ns', '1700000000000000000'],
]

/** Points that are written and given back: values, times, names, merges, deletes, and any batch split. */
export function writeAndReadBackSuite(target: StartedTarget): void {
  describe('write and read back', () => {
    const bench = useSuiteOrg(target, 'write')

    for (const [written, read] of values) {
      test(`${JSON.stringify(written)} is read back as it was written`, async () => {
        const bucket = await bench.bucket()
        await bench.write(bucket, `m v=${written} 1000000000`)
        expect((await bench.rows(bucket)).map((row) => row.values._value)).toEqual([read])
      })
    }

    for (const [precision, time] of precisions) {
      test(`a time in ${precision} is the same time`, async () => {
        const bucket = await bench.bucket()
        await bench.client.points.write({ org: bench.org.name, bucket: bucket.name, precision }, `m v=1 ${time}`)
        expect((await bench.rows(bucket)).map((row) => row.values._time)).toEqual([1_700_000_000_000_000_000n])
      })
    }

    test('a point without a time gets that of the server', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, 'm v=1')
      const [row] = await bench.rows(bucket)
      const ageMs = Date.now() - Number((row?.values._time as bigint) / 1_000_000n)
      expect(Math.abs(ageMs)).toBeLessThan(600_000)
    })

    test('a compressed body is the same body', async () => {
      const bucket = await bench.bucket()
      const lines = Array.from({ length: 500 }, (_, second) => `m,room=hall v=${second} ${second + 1}000000000`)
      await bench.client.points.write({ org: bench.org.name, bucket: bucket.name }, lines, { gzip: true })
      expect((await bench.rows(bucket, '|> sum()')).map((row) => row.values._value)).toEqual([124_750])
    })

    test('names with spaces, commas and equals signs survive', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, String.raw`heat\ pump\,left,room\ name=hall\=1 power\,now=1 1000000000`)
      const [row] = await bench.rows(bucket)
      expect(row?.values).toMatchObject({ _measurement: 'heat pump,left', _field: 'power,now', 'room name': 'hall=1' })
    })

    test('of two points of one series and time the later wins, field by field', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, 'm,room=hall a=1,b=1 1000000000')
      await bench.write(bucket, 'm,room=hall b=2,c=2 1000000000')
      const rows = await bench.rows(bucket)
      expect(Object.fromEntries(rows.map(({ values: one }) => [one._field, one._value]))).toEqual({ a: 1, b: 2, c: 2 })
    })

    test('a delete takes what its predicate names and nothing else', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, [
        'm,room=hall v=1 1000000000',
        'm,room=attic v=2 1000000000',
        'n,room=hall v=3 1000000000',
      ])
      const range = { start: '1970-01-01T00:00:00Z', stop: '1970-01-02T00:00:00Z' }
      const predicate = '_measurement="m" AND room="hall"'
      await bench.client.points.remove({ org: bench.org.name, bucket: bucket.name, ...range, predicate })
      const left = (await bench.rows(bucket)).map((row) => row.values._value)
      expect(left.sort()).toEqual([2, 3])
    })

    test('a line that cannot be read keeps its whole request out', async () => {
      const bucket = await bench.bucket()
      await expect(bench.write(bucket, ['m v=1 1000000000', 'm v= 2000000000'])).rejects.toMatchObject({
        kind: 'invalid',
      })
      expect(await bench.rows(bucket)).toEqual([])
    })

    test('a generated history reads back the same from any split into batches and any order of tags', async () => {
      await fc.assert(
        fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (points, batch) => {
          const whole = await bench.bucket()
          const split = await bench.bucket()
          await bench.write(whole, encode(points).text)
          const turned = points.map((point) => ({ ...point, tags: point.tags.toReversed() }))
          for (let at = 0; at < turned.length; at += batch) {
            await bench.write(split, encode(turned.slice(at, at + batch)).text)
          }
          const expected = modelOf(points)
          expect(await readModel(whole)).toEqual(expected)
          expect(await readModel(split)).toEqual(expected)
        }),
        { numRuns: 8 },
      )
    })

    async function readModel(bucket: BucketRecord): Promise<Map<string, unknown>> {
      const keyOf = ({ values: one }: FluxRow) => keyFor(one.room, one._field, one._time)
      const rows = await bench.rows(bucket)
      return new Map(rows.map((row) => [keyOf(row), row.values._value] as const).sort(byKey))
    }
  })
}

/** Each field keeps one type, as writers of one contract do. */
const fields: Readonly<Record<string, fc.Arbitrary<FieldValue>>> = {
  kw: fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((value) => ({ type: 'float', value: value === 0 ? 0 : value })),
  count: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((value) => ({ type: 'integer', value })),
  state: fc
    .string({ unit: fc.constantFrom(...'on off"\\,= é'), maxLength: 8 })
    .map((value) => ({ type: 'string', value })),
}

const history: fc.Arbitrary<readonly Point[]> = fc.array(
  fc
    .tuple(
      fc.constantFrom('hall', 'attic', 'living room'),
      fc.integer({ min: 1, max: 12 }),
      fc.record(fields, { requiredKeys: ['kw'] }),
    )
    .map(([room, second, given]) => ({
      measurement: 'reading',
      tags: [
        ['room', room],
        ['source', 'meter'],
      ],
      fields: Object.entries(given).filter((one): one is [string, FieldValue] => one[1] !== undefined),
      time: BigInt(second) * 1_000_000_000n,
    })),
  { minLength: 1, maxLength: 30 },
)

/** What a history amounts to: the last value of each field of each series at each time. */
function modelOf(points: readonly Point[]): Map<string, unknown> {
  const model = new Map<string, unknown>()
  for (const { tags, fields: given, time } of points) {
    for (const [field, { value }] of given) model.set(keyFor(tags[0]?.[1], field, time), value)
  }
  return new Map([...model].sort(byKey))
}

function keyFor(room: unknown, field: unknown, time: unknown): string {
  return `${room} ${field} ${time}`
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}
