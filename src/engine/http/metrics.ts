import type { EngineContext } from '../context.ts'
import type { ShardWrites } from '../figures/write-figures.ts'
import type { ShardGroup } from '../storage/types.ts'
import { emptyReply } from './reply.ts'

type Labels = Readonly<Record<string, string>>

/** One family of the Prometheus text format. */
interface Family {
  readonly name: string
  readonly help: string
  readonly type: 'gauge' | 'counter'
  readonly samples: readonly (readonly [labels: Labels, value: number])[]
}

function labelText(labels: Labels): string {
  const parts = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`,
  )
  return parts.length === 0 ? '' : `{${parts.join(',')}}`
}

function render({ name, help, type, samples }: Family): string {
  const lines = samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n')
}

function total(resource: string, count: number): Family {
  return {
    name: `influxdb_${resource}_total`,
    help: `Number of total ${resource} on the server`,
    type: 'counter',
    samples: [[{}, count]],
  }
}

function serverFamilies({ state, version, figures }: EngineContext): Family[] {
  return [
    {
      name: 'http_api_requests_total',
      help: 'Number of http requests received',
      type: 'counter',
      samples: figures.requests.list().map(({ kind: { method, path, status }, count }) => {
        const labels = { handler: 'platform', method, path, response_code: `${status}`, status: `${`${status}`[0]}XX` }
        return [labels, count]
      }),
    },
    total('buckets', state.buckets.list().length),
    {
      name: 'influxdb_info',
      help: 'Information about the influxdb environment.',
      type: 'gauge',
      samples: [[{ version: `v${version}` }, 1]],
    },
    total('organizations', state.orgs.list().length),
    total('tokens', state.authorizations.list().length),
    total('users', state.users.list().length),
  ]
}

function bucketFamilies({ state, storage }: EngineContext): Family[] {
  const buckets = state.buckets.list().map(({ id }) => ({ labels: { bucket: id }, ...storage.figures(id) }))
  return [
    {
      name: 'storage_bucket_measurement_num',
      help: 'Gauge of measurement cardinality per bucket',
      type: 'gauge',
      samples: buckets.map(({ labels, measurements }) => [labels, measurements]),
    },
    {
      name: 'storage_bucket_series_num',
      help: 'Gauge of series cardinality per bucket',
      type: 'gauge',
      samples: buckets.map(({ labels, series }) => [labels, series]),
    },
  ]
}

interface ShardFigures {
  readonly labels: Labels
  readonly series: number
  readonly fields: number
  readonly writes: Readonly<ShardWrites>
}

function seriesIn({ storage }: EngineContext, bucketId: string, { start, end }: ShardGroup): number {
  const keys = storage.seriesKeys(bucketId, { start, stop: end })
  return new Set(keys.map(({ measurement, tags }) => JSON.stringify([measurement, tags]))).size
}

function shardFigures(context: EngineContext): ShardFigures[] {
  const { state, storage, figures } = context
  return state.buckets.list().flatMap(({ id: bucket }) => {
    const types = storage.fieldTypes(bucket)
    return storage.shardGroups(bucket).map((group) => ({
      labels: { bucket, engine: 'tsm1', id: `${group.id}`, path: '', walPath: '' },
      series: seriesIn(context, bucket, group),
      fields: types.filter(({ shard }) => shard.id === group.id).length,
      writes: figures.writes.ofShard(group.id),
    }))
  })
}

/** Count and sum of writes are swapped, as in the server: `count` adds points, `sum` adds requests. */
const shardMetrics: readonly (readonly [
  name: string,
  type: Family['type'],
  help: string,
  value: (shard: ShardFigures) => number,
])[] = [
  ['disk_size', 'gauge', 'Gauge of the disk size for the shard', () => 0],
  ['fields_created', 'counter', 'Counter of the number of fields created', ({ fields }) => fields],
  ['series', 'gauge', 'Gauge of the number of series in the shard index', ({ series }) => series],
  ['write_count', 'counter', 'Count of the number of write requests', ({ writes }) => writes.points],
  ['write_dropped_sum', 'counter', 'Counter of the number of points dropped', ({ writes }) => writes.dropped],
  [
    'write_err_count',
    'counter',
    'Count of the number of write requests with errors',
    ({ writes }) => writes.refusedPoints,
  ],
  [
    'write_err_sum',
    'counter',
    'Counter of the number of points for write requests with errors',
    ({ writes }) => writes.refusedRequests,
  ],
  ['write_sum', 'counter', 'Counter of the number of points for write requests', ({ writes }) => writes.requests],
]

function shardFamilies(context: EngineContext): Family[] {
  const shards = shardFigures(context)
  return shardMetrics.map(([name, type, help, value]) => ({
    name: `storage_shard_${name}`,
    help,
    type,
    samples: shards.map((shard) => [shard.labels, value(shard)] as const),
  }))
}

function writerFamilies({ figures: { writes } }: EngineContext): Family[] {
  const { requests, asked, stored, dropped } = writes.total
  const names = { dropped, ok: stored, req: asked }
  return Object.entries(names).flatMap(([name, points]) =>
    (['count', 'sum'] as const).map((part) => ({
      name: `storage_writer_${name}_points_${part}`,
      help: `Points of write requests (${name})`,
      type: 'counter' as const,
      samples: [[{ path: '' }, part === 'count' ? requests : points] as const],
    })),
  )
}

/** The counts of the server and the storage figures that contracts read, in the Prometheus text format. */
export function metricsReply(context: EngineContext): Response {
  if (context.flags.metricsDisabled) return emptyReply(403)
  const families = [
    ...serverFamilies(context),
    ...bucketFamilies(context),
    ...shardFamilies(context),
    ...writerFamilies(context),
  ]
  return new Response(`${families.map(render).join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8; escaping=values' },
  })
}
