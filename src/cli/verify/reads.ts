import type { Check, CheckKind } from '../../contract/check.ts'

/** What deciding a check reads from a server, in words. One list or query serves many checks. */
export function readsOf(check: Check): string {
  const what = sources[check.kind]
  if ('measurement' in check && check.measurement !== undefined && 'bucket' in check) {
    return `${what} of ${check.bucket.name}/${check.measurement}`
  }
  return 'bucket' in check && aboutData.has(check.kind) ? `${what} of ${check.bucket.name}` : what
}

const sources: Readonly<Record<CheckKind, string>> = {
  readiness: 'the canary back',
  'server-version': 'the version header',
  org: 'the organization',
  'undeclared-buckets': 'the bucket list',
  'refused-writes': 'write_errors of _monitoring',
  'bucket-present': 'the bucket list',
  'bucket-description': 'the bucket list',
  'bucket-retention': 'the bucket list',
  'shard-group': 'the bucket list',
  volume: 'the number of points',
  'effective-retention': 'the oldest points',
  'write-edge': 'two points back',
  'undeclared-measurements': 'the series',
  'measurement-present': 'the series',
  'series-cardinality': 'the series',
  freshness: 'the series',
  gaps: 'the times',
  'tag-required': 'the series',
  'tag-values': 'the series',
  'tag-pattern': 'the series',
  'tag-cardinality': 'the series',
  'undeclared-tags': 'the series',
  'field-type': 'the field types of all shards',
  'field-range': 'the least and greatest values',
  'field-required': 'the number of points',
  'undeclared-fields': 'the series',
  'token-present': 'the authorization list',
  'token-active': 'the authorization list',
  'token-permits': 'the authorization list',
  'token-confined': 'the authorization list',
  'task-present': 'the task list',
  'task-active': 'the task list',
  'task-flux': 'the task list',
  'task-schedule': 'the task list',
  'task-last-run': 'the task list',
  dbrp: 'the DBRP list',
  'query-latency': 'the newest points, timed',
  throughput: 'the points back, timed',
  lint: 'nothing: the contract alone decides',
  waiver: 'nothing: the contract alone decides',
}

const aboutData: ReadonlySet<CheckKind> = new Set<CheckKind>([
  'volume',
  'effective-retention',
  'write-edge',
  'undeclared-measurements',
  'query-latency',
  'throughput',
])
