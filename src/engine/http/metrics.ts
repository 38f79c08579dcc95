import type { EngineContext } from '../context.ts'
import { emptyReply } from './reply.ts'

/** One family of the Prometheus text format. */
interface Family {
  readonly name: string
  readonly help: string
  readonly type: 'gauge' | 'counter'
  readonly samples: readonly (readonly [labels: string, value: number])[]
}

function render({ name, help, type, samples }: Family): string {
  const lines = samples.map(([labels, value]) => `${name}${labels === '' ? '' : `{${labels}}`} ${value}`)
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines].join('\n')
}

function families(context: EngineContext): Family[] {
  const { state, storage } = context
  const figures = state.buckets
    .list()
    .map((bucket) => ({ label: `bucket="${bucket.id}"`, ...storage.figures(bucket.id) }))
  const shards = state.buckets
    .list()
    .flatMap((bucket) =>
      storage
        .shardGroups(bucket.id)
        .map((group) => `bucket="${bucket.id}",engine="tsm1",id="${group.id}",path="",walPath=""`),
    )
  const total = (resource: string, count: number): Family => ({
    name: `influxdb_${resource}_total`,
    help: `Number of total ${resource} on the server`,
    type: 'counter',
    samples: [['', count]],
  })
  return [
    total('buckets', state.buckets.list().length),
    total('organizations', state.orgs.list().length),
    total('tokens', state.authorizations.list().length),
    total('users', state.users.list().length),
    {
      name: 'influxdb_info',
      help: 'Information about the influxdb environment.',
      type: 'gauge',
      samples: [[`version="v${context.version}"`, 1]],
    },
    {
      name: 'storage_bucket_measurement_num',
      help: 'Gauge of measurement cardinality per bucket',
      type: 'gauge',
      samples: figures.map(({ label, measurements }) => [label, measurements]),
    },
    {
      name: 'storage_bucket_series_num',
      help: 'Gauge of series cardinality per bucket',
      type: 'gauge',
      samples: figures.map(({ label, series }) => [label, series]),
    },
    {
      name: 'storage_shard_disk_size',
      help: 'Gauge of the disk size for the shard',
      type: 'gauge',
      samples: shards.map((labels) => [labels, 0]),
    },
  ]
}

/** The storage figures and counts that contracts read, in the Prometheus text format; 403 when switched off. */
export function metricsReply(context: EngineContext): Response {
  if (context.flags.metricsDisabled) return emptyReply(403)
  const body = `${families(context).map(render).join('\n')}\n`
  return new Response(body, {
    headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8; escaping=values' },
  })
}
