import { canaryMeasurement } from '../check.ts'
import { formatDuration, hourNs, parseDuration } from '../duration.ts'
import type { Finding, LintRule } from '../lint-rule.ts'
import type { Contract, DurationNs, Task } from '../model.ts'
import type { Path } from '../position.ts'
import { measurementsOf, namesOf, tagsOf } from './subject.ts'

/** A finding before its place is looked up. */
export interface Found extends Pick<Finding, 'severity' | 'subject' | 'expected' | 'found' | 'next'> {
  readonly path: Path
}

/** Every rule by its name, in the order in which findings are listed. */
export const rules: Readonly<Record<LintRule, (contract: Contract) => Found[]>> = {
  /** pivot overwrites one with the other, and InfluxQL needs ::tag or ::field to tell them apart. */
  'tag-field-clash': (contract) =>
    measurementsOf(contract).flatMap(({ bucket, measurement, path }) =>
      measurement.fields
        .filter((field) => measurement.tags.some((tag) => tag.key === field.key))
        .map(({ key }) => ({
          severity: 'failure',
          path: [...path, 'tags', key],
          subject: [bucket.key, measurement.key, key],
          expected: `${key} to be a tag or a field of ${measurement.key}`,
          found: 'both',
          next: 'Keep it as a field, unless queries group by it',
        })),
    ),

  /** Every new value of a tag is a new series for ever. */
  'unbounded-tag': (contract) =>
    tagsOf(contract)
      .filter(({ tag }) => tag.values === undefined && tag.cardinality === undefined)
      .map(({ tag, path, subject }) => ({
        severity: 'warning',
        path,
        subject,
        expected: `a bound on the values of the tag ${tag.key}`,
        found: 'neither values nor cardinality',
        next: 'Give it values or a cardinality, or make it a field',
      })),

  /** The server refuses an empty tag value, and most clients leave the tag out without a word. */
  'empty-tag': (contract) =>
    tagsOf(contract)
      .filter(({ tag }) => tag.required && tag.values === undefined && matchesEmpty(tag.pattern))
      .map(({ tag, path, subject }) => ({
        severity: 'warning',
        path,
        subject,
        expected: `the required tag ${tag.key} never to be empty`,
        found:
          tag.pattern === undefined
            ? 'no values and no pattern'
            : `a pattern that an empty text matches, ${tag.pattern}`,
        next: 'Give it values, or a pattern that needs at least one character, such as ^.+$',
      })),

  /** The server answers 500 to a retention between 0 and one hour. */
  'retention-below-hour': (contract) =>
    contract.buckets.flatMap(({ key, retention }) =>
      retention === 'infinite' || retention >= hourNs
        ? []
        : [
            {
              severity: 'failure',
              path: ['buckets', key, 'retention'],
              subject: [key],
              expected: 'a retention of at least 1h, the least the server takes',
              found: formatDuration(retention),
              next: 'Choose 1h or more, or infinite',
            },
          ],
    ),

  /** The server answers 500 (create) or 422 (update); equal is accepted. */
  'retention-below-shard-group': (contract) =>
    contract.buckets.flatMap(({ key, retention, shardGroup }) =>
      retention === 'infinite' || shardGroup === undefined || shardGroup <= retention
        ? []
        : [
            {
              severity: 'failure',
              path: ['buckets', key, 'shardGroup'],
              subject: [key],
              expected: `a shard group duration of at most the retention, ${formatDuration(retention)}`,
              found: formatDuration(shardGroup),
              next: 'Shorten the shard group duration; the server refuses this bucket',
            },
          ],
    ),

  /** What has expired is missing from the summary, and no run says so. */
  'task-past-retention': (contract) =>
    contract.tasks.flatMap((task) => {
      const source = contract.buckets.find((bucket) => bucket.key === task.from.key)
      const reach = reachOf(task)
      if (source === undefined || source.retention === 'infinite' || reach <= source.retention) return []
      return [
        {
          severity: 'failure',
          path: ['tasks', task.key],
          subject: [task.key],
          expected: `a task that reads at most the retention of ${source.key}, ${formatDuration(source.retention)}`,
          found: formatDuration(reach),
          next: 'Shorten its range, or keep the source longer',
        },
      ]
    }),

  /** Names with a leading underscore are the server's; `time` is refused as a tag and lost as a field. */
  'reserved-name': (contract) => [
    ...contract.buckets
      .filter(({ name }) => name.startsWith('_'))
      .map(({ key, name }) => reserved(name, { path: ['buckets', key], subject: [key] })),
    ...namesOf(contract)
      .filter(
        ({ what, name }) =>
          name.startsWith('_') || (what === 'measurement' ? name === canaryMeasurement : name === 'time'),
      )
      .map(({ name, path, subject }) => reserved(name, { path, subject })),
  ],

  naming: (contract) =>
    contract.naming === undefined
      ? []
      : namesOf(contract)
          .filter(({ name }) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name))
          .map(({ what, name, path, subject }) => ({
            severity: 'warning',
            path,
            subject,
            expected: `a ${what} name in snake_case`,
            found: name,
            next: 'Rename it, or waive it with the reason',
          })),
}

function matchesEmpty(pattern: string | undefined): boolean {
  return pattern === undefined || new RegExp(pattern, 'u').test('')
}

function reserved(name: string, { path, subject }: Pick<Found, 'path' | 'subject'>): Found {
  return {
    severity: 'failure',
    path,
    subject,
    expected: 'a name that neither the server nor fluxproof uses',
    found: name,
    next: 'Rename it',
  }
}

/** How far before its start a run reads, the offset by which it is late included. */
function reachOf({ work, schedule }: Task): DurationNs {
  const late = schedule.offset > 0n ? schedule.offset : 0n
  if (work.kind === 'aggregate') return work.range + late
  let longest = 0n
  for (const [, text = ''] of work.text.matchAll(/\bstart:\s*-([0-9a-zµ]+)/g)) {
    const duration = parseDuration(text) ?? 0n
    if (duration > longest) longest = duration
  }
  return longest + late
}
