import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { fluxTime } from '../../client/flux-literal.ts'
import { createInfluxClient } from '../../client/influx-client.ts'
import { createEngine, type Engine } from '../../engine/engine.ts'
import { engineVersions } from '../../engine/version.ts'
import { tagsOf } from '../../observe/row-tags.ts'
import { encodePoint } from '../encode.ts'
import type { Point } from '../types.ts'
import { point } from './arbitraries.ts'
import { foundPoints } from './found.ts'

const engines: Engine[] = []
afterAll(async () => {
  for (const engine of engines) await engine.close()
})

const { FLUXPROOF_SEED: seed, FLUXPROOF_PATH: path, FLUXPROOF_RUNS: most } = process.env
const repeated = { ...(seed === undefined ? {} : { seed: Number(seed) }), ...(path === undefined ? {} : { path }) }
const numRuns = Math.min(150, Number(most ?? 150))
/** Columns that annotated CSV has by itself. */
const ofCsv: ReadonlySet<string> = new Set(['', 'result', 'table', 'error', 'reference'])

/** As Go's CSV writer shows a text: carriage returns left out, line feeds with one before them. What is stored has neither. */
function asCsvShows(text: string): string {
  return text.replaceAll('\r', '').replaceAll('\n', '\r\n')
}

for (const version of engineVersions) {
  test(`the engine as ${version} stores what the encoder was given`, async () => {
    const engine = await createEngine({ version })
    engines.push(engine)
    const { orgId } = engine.bootstrap({ username: 'admin', org: 'laws', bucket: 'first', token: 'token-of-the-laws' })
    const client = createInfluxClient({ url: 'http://embedded', token: 'token-of-the-laws', transport: engine.fetch })
    let buckets = 0
    const property = fc.asyncProperty(point, async (made) => {
      const given = { ...made, time: made.time ?? 1n }
      const encoded = encodePoint(given)
      fc.pre(encoded.ok && !given.tags.some(([key]) => ofCsv.has(key)))
      if (!encoded.ok) return
      const bucket = `b${buckets++}`
      const { id } = await client.buckets.create({ orgId, name: bucket, retentionRules: [] })
      await client.points.write({ org: 'laws', bucket }, encoded.line)
      const range = `range(start: ${fluxTime(given.time)}, stop: ${fluxTime(given.time + 1n)})`
      const rows = await client.flux.rows('laws', `from(bucket: "${bucket}") |> ${range}`)
      await client.buckets.remove(id)
      const stored = rows.map((row) => ({
        measurement: row.values._measurement,
        tags: tagsOf(row),
        field: row.values._field,
        value: row.values._value,
        time: row.values._time,
      }))
      const expected = given.fields.map(([field, { value }]) => ({
        measurement: given.measurement,
        tags: new Map(given.tags),
        field,
        value: typeof value === 'string' ? asCsvShows(value) : value,
        time: given.time,
      }))
      const byField = (a: { field: unknown }, b: { field: unknown }) => (String(a.field) < String(b.field) ? -1 : 1)
      expect(stored.sort(byField)).toEqual(expected.sort(byField))
    })
    await fc.assert(property, { numRuns, examples: foundPoints.map((found): [Point] => [found]), ...repeated })
  })
}
