import { describe, expect, test } from 'vitest'
import { createInfluxClient } from '../src/client/influx-client.ts'
import type { BucketRecord } from '../src/client/records.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

/** A function of the schema package and the names that it must give for the bucket. */
const listings: readonly (readonly [call: (bucket: string) => string, names: readonly string[]])[] = [
  [(bucket) => `schema.measurements(bucket: "${bucket}", start: -1d)`, ['reading', 'status']],
  [
    (bucket) => `schema.measurementTagKeys(bucket: "${bucket}", measurement: "reading", start: -1d)`,
    ['room', 'source'],
  ],
  [(bucket) => `schema.measurementFieldKeys(bucket: "${bucket}", measurement: "reading", start: -1d)`, ['kw', 'n']],
  [(bucket) => `schema.tagValues(bucket: "${bucket}", tag: "room", start: -1d)`, ['attic', 'hall']],
  [
    (bucket) => `schema.measurementTagValues(bucket: "${bucket}", measurement: "status", tag: "room", start: -1d)`,
    ['hall'],
  ],
]

/** What a server makes of field types and names: the first value in a shard decides, and two shards may disagree. */
export function schemaSuite(target: StartedTarget): void {
  describe('schema', () => {
    const bench = useSuiteOrg(target, 'schema')
    /** InfluxQL looks for a database in the organization of the token that asks. */
    const fieldKeys = async ({ name, orgID }: BucketRecord) => {
      const { token } = await bench.client.authorizations.create({
        orgId: orgID,
        description: 'suite',
        permissions: [{ action: 'read', resource: { type: 'buckets', orgID } }],
      })
      const client = createInfluxClient({ url: target.url, token, transport: target.transport })
      const [result] = await client.influxql.query('SHOW FIELD KEYS', name)
      return result?.series.map((one) => [one.name, one.values])
    }

    test('a field type change in one shard is refused, and names the field and both types', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, 'm v=1 1000000000')
      await expect(bench.write(bucket, 'm v="high" 2000000000')).rejects.toThrow(
        /field type conflict: input field \\?"v\\?" on measurement \\?"m\\?" is type string, already exists as type float/,
      )
    })

    test('the other lines of a request with a type conflict are stored', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, 'm v=1 1000000000')
      const lines = ['m v=2i 2000000000', 'm v=3 3000000000', 'm w=4i 4000000000']
      await expect(bench.write(bucket, lines)).rejects.toThrow(/partial write:.* dropped=1/)
      const rows = await bench.rows(bucket)
      expect(rows.map(({ values }) => [values._field, values._value])).toEqual([
        ['v', 1],
        ['v', 3],
        ['w', 4n],
      ])
    })

    test('two shards may disagree about a type, and InfluxQL shows both', async () => {
      const bucket = await bench.bucket({ shardGroupDurationSeconds: 3_600 })
      await bench.write(bucket, 'm v=1 1000000000')
      await bench.write(bucket, 'm v=1i 7200000000000')
      expect(await fieldKeys(bucket)).toEqual([
        [
          'm',
          [
            ['v', 'float'],
            ['v', 'integer'],
          ],
        ],
      ])
    })

    test('each measurement types its fields for itself', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, ['m v=1 1000000000', 'n v="one" 1000000000', 'o v=1u 1000000000'])
      expect(await fieldKeys(bucket)).toEqual([
        ['m', [['v', 'float']]],
        ['n', [['v', 'string']]],
        ['o', [['v', 'unsigned']]],
      ])
    })

    test('a tag and a field of one name live side by side', async () => {
      const bucket = await bench.bucket()
      await bench.write(bucket, 'm,level=low level=1 1000000000')
      const [row] = await bench.rows(bucket)
      expect(row?.values).toMatchObject({ _field: 'level', level: 'low', _value: 1 })
    })

    for (const [call, names] of listings) {
      test(`${call('…')} gives ${names.join(', ')}`, async () => {
        const bucket = await bench.bucket()
        const lines = [
          'reading,room=hall,source=meter kw=1,n=1i',
          'reading,room=attic kw=2',
          'status,room=hall level=1',
        ]
        await bench.write(bucket, lines)
        const flux = `import "influxdata/influxdb/schema" ${call(bucket.name)}`
        const rows = await bench.client.flux.rows(bench.org.name, flux)
        const found = rows.map(({ values }) => String(values._value)).filter((name) => !name.startsWith('_'))
        expect(found.sort()).toEqual(names)
      })
    }
  })
}
