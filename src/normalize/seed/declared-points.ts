import type { Bucket, Field, Measurement } from '../../contract/model.ts'
import type { FieldValue } from '../../line-protocol/types.ts'
import { createRandom, type Random } from '../generate/random.ts'
import { budgetOf } from './budget.ts'
import { fieldSample } from './field-sample.ts'
import type { SeedPoint, SeedRequest } from './seed-points.ts'
import { tagSamples } from './tag-samples.ts'

/** At most this many series for each measurement made up from its declaration. */
const mostSeries = 24

/**
 * Points of a measurement made from its declaration alone: series from the tags' values, examples, patterns and budgets; fields by type,
 * range and examples; times on the beat of the cadence, the newest at now. Every declared tag and field occurs.
 */
export function* declaredPoints(
  request: SeedRequest,
  { bucket, measurement }: { readonly bucket: Bucket; readonly measurement: Measurement },
): Generator<SeedPoint> {
  if (measurement.fields.length === 0) return
  const random = createRandom(request.seed ^ hash(`${bucket.key}/${measurement.key}`))
  const streams = streamsOf(seriesOf(measurement, random), measurement)
  const { points, spanNs } = budgetOf(request, { bucket, measurement }, { streams: streams.length })
  const longest = Math.max(...streams.map((series) => series.length))
  const rounds = Math.max(longest, Math.round(points / streams.length))
  const stepNs = spanNs / BigInt(rounds)
  for (let round = rounds - 1; round >= 0; round--) {
    const time = request.nowNs - BigInt(round) * stepNs
    for (const series of streams) {
      const tags = series[round % series.length] ?? []
      const fields = fieldsOf(measurement, { random, all: round === 0 })
      yield { bucketKey: bucket.key, point: { measurement: measurement.key, tags, fields, time } }
    }
  }
}

/** Tag sets: the n-th takes the n-th sample of each tag, so that every value occurs and no two sets are the same. */
function seriesOf({ tags, fields, cardinality }: Measurement, random: Random): [string, string][][] {
  const samples = tags.map((tag) => [tag.key, tagSamples(tag, random)] as const)
  const widest = samples.reduce((most, [, values]) => Math.max(most, values.length), 1)
  const budget = cardinality === undefined ? mostSeries : Math.max(1, Math.floor(cardinality / fields.length))
  const count = Math.min(widest, mostSeries, budget)
  return Array.from({ length: count }, (_, n) =>
    samples.flatMap(([key, values]): [string, string][] => {
      const value = values[n % values.length]
      return value === undefined ? [] : [[key, value]]
    }),
  )
}

/** The series that take turns in one stream: those that the cadence judges together. */
function streamsOf(series: [string, string][][], { cadence }: Measurement): [string, string][][][] {
  const streams = Map.groupBy(series, (tags) => JSON.stringify(tags.filter(([key]) => cadence?.by.includes(key))))
  return [...streams.values()]
}

/** Required fields always, others three times in four. A point has at least one. */
function fieldsOf(
  { fields }: Measurement,
  { random, all }: { random: Random; all: boolean },
): (readonly [string, FieldValue])[] {
  const chosen = fields.filter((field) => field.required || all || random.chance(0.75))
  const [first] = fields
  const written: readonly Field[] = chosen.length > 0 || first === undefined ? chosen : [first]
  return written.map((field) => [field.key, fieldSample(field, random)] as const)
}

/** FNV-1a, so that measurements of one seed do not repeat each other. */
function hash(text: string): number {
  let value = 0x811c9dc5
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193)
  return value
}
