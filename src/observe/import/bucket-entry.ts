import { canaryMeasurement } from '../../contract/check.ts'
import { formatDuration, formatRetention, secondNs } from '../../contract/duration.ts'
import { shardGroupNsOf } from '../shard-group.ts'
import type { BucketSurvey, Survey } from '../survey/survey.ts'
import { commentedMap, type Entry } from './commented-map.ts'
import { measurementEntry } from './measurement-entry.ts'

/** A bucket by its name, which is its key too. What could not be read is left open, and says so. */
export function bucketEntry(bucket: BucketSurvey, survey: Survey): Entry {
  const { record, schema, activity, conflicts } = bucket
  const [rule] = record.retentionRules
  const seconds = rule?.everySeconds ?? 0
  const retention = seconds === 0 ? 'infinite' : BigInt(seconds) * secondNs
  const entries: Entry[] = [
    { key: 'retention', value: formatRetention(retention) },
    { key: 'shardGroup', value: formatDuration(shardGroupNsOf(record)) },
  ]
  if (record.description !== undefined && record.description !== '')
    entries.unshift({ key: 'description', value: record.description })
  if (!schema.ok) {
    return {
      key: record.name,
      value: commentedMap([
        ...entries,
        { key: 'open', value: true, aside: `its series could not be read: ${schema.reason}` },
      ]),
    }
  }
  const measurements = [...schema.value]
    .filter(([name]) => name !== canaryMeasurement)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) =>
      measurementEntry(name, one, {
        activity: activity.get(name),
        conflicts: conflicts.filter(({ measurement }) => measurement === name),
        survey,
      }),
    )
  if (measurements.length > 0) entries.push({ key: 'measurements', value: commentedMap(measurements) })
  const comment = measurements.length === 0 ? 'Empty: it holds no point.' : undefined
  return { key: record.name, value: commentedMap(entries), ...(comment === undefined ? {} : { comment }) }
}
