import type { MetricSample } from '../../client/metrics.ts'
import type { ServerSide } from '../result/bench-result.ts'
import type { ServerReading } from './server-reading.ts'
import { shardWrites } from './shard-writes.ts'
import { sumSamples } from './sum-samples.ts'

type Samples = readonly MetricSample[]
type Figure = Exclude<keyof ServerSide, 'missing'>

/** Where a figure comes from. Undefined of `value`: the server does not publish it. */
interface Source {
  readonly figure: Figure
  /** The name to look for, as the list of what is missing gives it. */
  readonly published: string
  /** A level is taken as it is afterwards; a total as its difference. */
  readonly kind: 'level' | 'total'
  /** A total of which nothing was published before began at 0: the server publishes it from the first event on. */
  readonly fromFirst?: boolean
  value(samples: Samples): number | undefined
}

/** Names of influxd (2.7 to 2.9). Totals of a bucket are those of its shards; of the whole server, those of its writer. */
function sourcesOf(bucketIds: readonly string[] | undefined): Source[] {
  const ofBuckets = { matches: ({ bucket = '' }: MetricSample['labels']) => bucketIds?.includes(bucket) ?? true }
  const plain = (figure: Figure, published: string, kind: Source['kind']): Source => ({
    figure,
    published,
    kind,
    value: (samples) => sumSamples(samples, published, ofBuckets),
  })
  const ofShards = (figure: 'points' | 'pointErrors', published: string): Source => ({
    figure,
    published,
    kind: 'total',
    fromFirst: true,
    value: (samples) => shardWrites(samples, { bucketIds })?.[figure],
  })
  const ofWriter = (figure: Figure, published: string): Source => ({
    figure,
    published,
    kind: 'total',
    value: (samples) => sumSamples(samples, published),
  })
  return [
    ...(bucketIds === undefined
      ? [
          ofWriter('points', 'storage_writer_ok_points_sum'),
          ofWriter('pointErrors', 'storage_writer_dropped_points_sum'),
        ]
      : [ofShards('points', 'storage_shard_write_count'), ofShards('pointErrors', 'storage_shard_write_err_count')]),
    {
      figure: 'requests',
      published: 'http_api_requests_total of /api/v2/write',
      kind: 'total',
      fromFirst: true,
      value: (samples) =>
        sumSamples(samples, 'http_api_requests_total', { matches: ({ path }) => path === '/api/v2/write' }),
    },
    plain('series', 'storage_bucket_series_num', 'level'),
    ofWriter('compactions', 'storage_compactions_duration_seconds_count'),
    plain('cacheBytes', 'storage_cache_inuse_bytes', 'level'),
    {
      figure: 'heapBytes',
      published: 'go_memstats_heap_inuse_bytes',
      kind: 'level',
      value: (samples) => sumSamples(samples, 'go_memstats_heap_inuse_bytes'),
    },
  ]
}

/**
 * What a server said of itself over a time. Figures that it does not publish are listed with the reason; none of them is 0.
 * @param options `bucketIds`: points, series and cache of these buckets alone. Absent: of the whole server.
 */
export function compareReadings(
  before: ServerReading,
  after: ServerReading,
  { bucketIds }: { readonly bucketIds?: readonly string[] | undefined } = {},
): ServerSide {
  const figures: { -readonly [Name in Figure]?: number } = {}
  const missing: string[] = []
  for (const source of sourcesOf(bucketIds)) {
    const found = difference(source, before, after)
    if (typeof found === 'number') figures[source.figure] = found
    else missing.push(`${source.figure}: ${found}`)
  }
  const { cpuMs, residentBytes } = after.process
  const spentMs = cpuMs === undefined || before.process.cpuMs === undefined ? undefined : cpuMs - before.process.cpuMs
  if (spentMs !== undefined && spentMs >= 0) figures.cpuMs = spentMs
  else if (cpuMs !== undefined) missing.push(`cpuMs: ${restarted}`)
  if (residentBytes !== undefined) figures.residentBytes = residentBytes
  return { ...figures, missing: [...missing, ...after.process.missing] }
}

const restarted = 'the total fell: the server was restarted, or what it counted was removed'

/** The figure, or why there is none. */
function difference(source: Source, before: ServerReading, after: ServerReading): number | string {
  const { kind, published, fromFirst = false } = source
  if (after.samples === undefined) return after.problem ?? 'not read'
  const end = source.value(after.samples)
  if (end === undefined) return `the server does not publish ${published}`
  if (kind === 'level') return end
  if (before.samples === undefined) return `before the run, ${before.problem ?? 'not read'}`
  const start = source.value(before.samples)
  if (start === undefined && !fromFirst) return `the server did not publish ${published} before the run`
  const grown = end - (start ?? 0)
  return grown < 0 ? restarted : grown
}
