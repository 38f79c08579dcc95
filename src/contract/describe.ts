import { encodePoint } from '../line-protocol/encode.ts'
import { formatDuration, formatRetention } from './duration.ts'
import { examplePoint } from './example-point.ts'
import type { Bucket, Contract, Field, Measurement, Permission, Tag, Task } from './model.ts'

/** The contract as a Markdown schema document: buckets, measurements, tags, fields, units, retention, an example line each. */
export function describe(contract: Contract): string {
  const sections = [
    [`# ${contract.name}`, ...(contract.description === undefined ? [] : [contract.description]), overview(contract)],
    ...contract.buckets.map(describeBucket),
    describeTokens(contract),
    describeTasks(contract),
    describeDbrps(contract),
    describeLevels(contract),
  ]
  return `${sections.flat().join('\n\n')}\n`
}

function overview({ org, connection, client, buckets, versions }: Contract): string {
  const settings = Object.entries(client).map(
    ([key, value]) => `${key} ${typeof value === 'bigint' ? formatDuration(value) : value}`,
  )
  return bullets([
    ['Organization', org ?? 'given by the environment'],
    ['Server', `InfluxDB ${versions.join(', ')}`],
    ['URL', connection.url],
    ['Token', connection.tokenVariable === undefined ? undefined : `from \`${connection.tokenVariable}\``],
    ['Clients', settings.length === 0 ? undefined : settings.join(', ')],
    ['Buckets', buckets.map((bucket) => `\`${bucket.name}\` (${formatRetention(bucket.retention)})`).join(', ')],
  ])
}

function describeBucket(bucket: Bucket): string[] {
  const { volume } = bucket
  return [
    `## Bucket \`${bucket.name}\``,
    ...(bucket.description === undefined ? [] : [bucket.description]),
    bullets([
      ['Retention', formatRetention(bucket.retention)],
      ['Shard group', bucket.shardGroup === undefined ? undefined : formatDuration(bucket.shardGroup)],
      [
        'Volume',
        volume === undefined
          ? undefined
          : `${volume.points} points ± ${volume.tolerance * 100}% in ${formatDuration(volume.over)}`,
      ],
      ['Other measurements', bucket.open ? 'allowed' : undefined],
    ]),
    ...bucket.measurements.flatMap(describeMeasurement),
  ]
}

function describeMeasurement(measurement: Measurement): string[] {
  const { key, description, writer, cadence, freshness, cardinality, tags, fields } = measurement
  const ages = [
    ...(freshness?.warn === undefined ? [] : [`warning after ${formatDuration(freshness.warn)}`]),
    ...(freshness?.fail === undefined ? [] : [`failure after ${formatDuration(freshness.fail)}`]),
  ]
  const facts = bullets([
    ['Written by', writer],
    [
      'Cadence',
      cadence === undefined
        ? undefined
        : `every ${formatDuration(cadence.every)}, gaps up to ${formatDuration(cadence.maxGap)}`,
    ],
    ['Freshness', ages.length === 0 ? undefined : ages.join(', ')],
    ['Series', cardinality === undefined ? undefined : `at most ${cardinality}`],
    ['Other tags and fields', measurement.open ? 'allowed' : undefined],
  ])
  return [
    `### Measurement \`${key}\``,
    ...(description === undefined ? [] : [description]),
    ...(facts === '' ? [] : [facts]),
    ...(tags.length === 0 ? [] : [table(['Tag', 'Required', 'Values', 'Description'], tags.map(tagRow))]),
    ...(fields.length === 0
      ? []
      : [table(['Field', 'Type', 'Unit', 'Required', 'Range', 'Description'], fields.map(fieldRow))]),
    ...(fields.length === 0 ? [] : [exampleLine(measurement)]),
  ]
}

/** As a code block; a name that no server stores as written (lint says so too) has no line. */
function exampleLine(measurement: Measurement): string {
  const encoded = encodePoint(examplePoint(measurement))
  return encoded.ok
    ? `\`\`\`\n${encoded.line}\n\`\`\``
    : 'No line: a name in it is one that the server refuses or loses.'
}

function tagRow({ key, required, values, pattern, cardinality, description }: Tag): string[] {
  const bounds = [
    ...(values === undefined ? [] : [values.join(', ')]),
    ...(pattern === undefined ? [] : [`\`${pattern}\``]),
    ...(cardinality === undefined ? [] : [`at most ${cardinality}`]),
  ]
  return [`\`${key}\``, required ? 'yes' : '', bounds.join('; '), description ?? '']
}

function fieldRow({ key, type, unit, required, min, max, description }: Field): string[] {
  const range = min === undefined && max === undefined ? '' : `${min ?? ''}…${max ?? ''}`
  return [`\`${key}\``, type, unit ?? '', required ? 'yes' : '', range, description ?? '']
}

function describeTokens({ tokens }: Contract): string[] {
  if (tokens.length === 0) return []
  const of = (permissions: readonly Permission[], action: Permission['action']) =>
    permissions
      .filter((right) => right.action === action)
      .map((right) => (right.resource === 'buckets' ? `\`${right.bucket.name}\`` : right.resource))
      .join(', ')
  const rows = tokens.map(({ description, permissions }) => [
    description,
    of(permissions, 'read'),
    of(permissions, 'write'),
  ])
  return ['## Tokens', table(['Description', 'Reads', 'Writes'], rows)]
}

function describeTasks({ tasks }: Contract): string[] {
  if (tasks.length === 0) return []
  const rows = tasks.map(({ name, schedule, from, to, work, active }) => [
    `\`${name}\``,
    `${schedule.kind === 'every' ? formatDuration(schedule.every) : `\`${schedule.cron}\``}${schedule.offset === 0n ? '' : ` + ${formatDuration(schedule.offset)}`}`,
    `\`${from.name}\``,
    `\`${to.name}\``,
    `${workWords(work)}${active ? '' : ' (inactive)'}`,
  ])
  return ['## Tasks', table(['Task', 'Runs', 'From', 'To', 'Work'], rows)]
}

function workWords(work: Task['work']): string {
  if (work.kind === 'flux') return `\`${work.path}\``
  const columns = work.columns.map(({ field, fn, of }) => `${field} = ${fn}(${of})`).join(', ')
  return `\`${work.into}\`: ${columns} by ${work.by.join(', ')} every ${formatDuration(work.every)}`
}

function describeDbrps({ dbrps }: Contract): string[] {
  if (dbrps.length === 0) return []
  const rows = dbrps.map((one) => [one.database, one.policy, `\`${one.bucket.name}\``, one.default ? 'yes' : ''])
  return ['## 1.x databases', table(['Database', 'Retention policy', 'Bucket', 'Default'], rows)]
}

function describeLevels({ latency, throughput }: Contract): string[] {
  const levels = bullets([
    [
      'Query latency',
      latency === undefined
        ? undefined
        : [
            ...(latency.warn === undefined ? [] : [`good up to ${formatDuration(latency.warn)}`]),
            ...(latency.fail === undefined ? [] : [`at most ${formatDuration(latency.fail)}`]),
          ].join(', '),
    ],
    [
      'Throughput',
      throughput === undefined
        ? undefined
        : `${throughput.events} points within ${formatDuration(throughput.within)}, at least ${throughput.success * 100}% stored`,
    ],
  ])
  return levels === '' ? [] : ['## Service levels', levels]
}

function bullets(facts: readonly (readonly [label: string, value: string | undefined])[]): string {
  return facts.flatMap(([label, value]) => (value === undefined ? [] : [`- ${label}: ${value}`])).join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
