import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { InfluxClient } from '../../client/influx-client.ts'
import { encodePoint } from '../../line-protocol/encode.ts'
import { seriesOf } from '../../line-protocol/series.ts'
import type { Point } from '../../line-protocol/types.ts'
import { makePointSet } from '../workload/make-point-set.ts'
import type { PointSet } from '../workload/point-set.ts'
import type { PointShape } from '../workload/workload.ts'
import { explainDifference } from './explain-difference.ts'
import { fingerprintOfBatches } from './fingerprint-lines.ts'
import { readBack } from './read-back.ts'
import { type EmptyBucket, emptyBucket } from './testing/empty-bucket.ts'
import { storablePoint } from './testing/storable-points.ts'

let server: EmptyBucket
beforeAll(async () => {
  server = await emptyBucket()
})
afterAll(() => server[Symbol.asyncDispose]())

const startNs = 1_780_272_000_000_000_000n
const all = { startNs: -2_100_000_000_000_000_000n, stopNs: 7_200_000_000_000_000_000n }
const place = <Set>(set: Set) => ({ org: server.org, bucket: server.bucket, set })

async function store(lines: readonly string[]): Promise<void> {
  const { client, org, bucket } = server
  await client.points.remove({ org, bucket, start: '1900-01-01T00:00:00Z', stop: '2200-01-01T00:00:00Z' })
  if (lines.length > 0) await client.points.write({ org, bucket }, lines)
}

const linesOf = (set: PointSet) => set.batches.flatMap(({ lines }) => lines)
const keyOf = (point: Point) => `${seriesOf(point).key} ${point.time}`

test('random points of all types are read back as they were written, by series and by field', async () => {
  const points = fc.uniqueArray(storablePoint, { minLength: 1, maxLength: 10, selector: keyOf })
  await fc.assert(
    fc.asyncProperty(points, async (given) => {
      // A field has one type in a shard: each point has its own measurement.
      const lines = given.map((point, index) => {
        const encoded = encodePoint({ ...point, measurement: `${index}${point.measurement}` })
        return encoded.ok ? encoded.line : ''
      })
      const written = lines.filter((line) => line !== '')
      await store(written)
      const expected = fingerprintOfBatches([{ body: new TextEncoder().encode(written.join('\n')) }])
      expect(await readBack(server.client, place(all))).toEqual(expected)
      const byField = given.every(({ fields }) => fields.every(([key]) => key !== '_field')) && hasOneType(given)
      if (byField) expect(await readBack(server.client, place({ ...all, points: 1, series: 1 }))).toEqual(expected)
    }),
    { numRuns: 60 },
  )
})

/** Fields of one name have one type, so that they can stand in one table. */
function hasOneType(points: readonly Point[]): boolean {
  const types = new Map<string, string>()
  return points.every(({ fields, tags }) =>
    fields.every(([key, { type }]) => {
      const known = types.get(key) ?? type
      types.set(key, known)
      return known === type && !tags.some(([tag]) => ['result', 'table'].includes(tag))
    }),
  )
}

test.each(['home-assistant', 'energy', 'phm', 'wide', 'sparse'] as const)(
  '%s points are read back as expected',
  async (shape) => {
    const set = setOf(shape)
    await store(linesOf(set))
    expect(await readBack(server.client, place(set))).toEqual(set.expected)
  },
)

function setOf(shape: PointShape): PointSet {
  const options = { shape, points: 400, series: shape === 'sparse' ? 360 : 20, batchPoints: 100 }
  return makePointSet({ ...options, lateShare: 0.2, duplicateShare: 0.1 }, { seed: 6, startNs })
}

test('one point dropped, altered, moved or added is seen and named', async () => {
  const set = setOf('energy')
  const lines = linesOf(set)
  const last = lines.at(-1) ?? ''
  const [key = '', fields = '', time = ''] = last.split(' ')
  const kw = /aggregate_kw=[^,]*/
  const changes = {
    dropped: lines.slice(0, -1),
    altered: [...lines.slice(0, -1), last.replace(kw, 'aggregate_kw=999.5')],
    moved: [...lines.slice(0, -1), `${key} ${fields} ${BigInt(time) - 1n}`],
    added: [...lines, last.replace('building_id=', 'building_id=x')],
  }
  const named: Record<string, readonly string[]> = {}
  for (const [change, changed] of Object.entries(changes)) {
    await store(changed)
    expect((await readBack(server.client, place(set))).hash, change).not.toBe(set.expected.hash)
    named[change] = await explainDifference(server.client, place(set))
  }
  expect(named.dropped?.length).toBe(3)
  expect(named.dropped?.[0]).toMatch(
    /^missing: raw_reading,building_id=bldg_\d+,source=\w+ aggregate_kw at 2026-.*Z = float /,
  )
  expect(named.altered).toEqual([expect.stringMatching(/^another value: .* = float 999\.5, written float /)])
  expect(named.moved?.map((text) => text.split(':')[0])).toEqual([
    ...['there, and not written', 'there, and not written', 'there, and not written'],
    ...['missing', 'missing', 'missing'],
  ])
  expect(named.added).toHaveLength(3)
})

test('ten differences are named, and that there are more', async () => {
  const set = setOf('phm')
  await store([])
  const named = await explainDifference(server.client, place(set))
  expect(named).toHaveLength(11)
  expect(named.at(-1)).toBe('and more')
})

test('nothing is named where nothing differs', async () => {
  const set = setOf('wide')
  await store(linesOf(set))
  expect(await explainDifference(server.client, place(set))).toEqual([])
})

test('a point stamped anew is seen where the whole bucket is read', async () => {
  const set = setOf('phm')
  const stray = `${linesOf(set)[0]?.split(' ').slice(0, 2).join(' ')} ${set.stopNs + 5n}`
  await store([...linesOf(set), stray])
  expect(await readBack(server.client, place(set))).toEqual(set.expected)
  const seen = await readBack(server.client, { ...place(set), extent: 'bucket' })
  expect(seen.points).toBe(set.expected.points + 1)
  expect(await explainDifference(server.client, { ...place(set), extent: 'bucket' })).toEqual([
    expect.stringContaining('there, and not written: phm,'),
  ])
})

test('an error inside a 200 is an error, and so is a page', async () => {
  const set = setOf('phm')
  const answering = (body: string): InfluxClient => server.through(async () => new Response(body))
  const table =
    '\r\n#datatype,string,string\r\n#group,true,true\r\n#default,,\r\n,error,reference\r\n,out of memory,897\r\n'
  await expect(readBack(answering(table), place(set))).rejects.toThrow('out of memory')
  await expect(readBack(answering('<html>gateway</html>\n'), place(set))).rejects.toThrow('no annotated CSV')
  expect((await readBack(answering('\r\n'), place(set))).points).toBe(0)
})
