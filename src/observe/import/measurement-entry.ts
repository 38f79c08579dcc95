import { formatTime } from '../../client/rfc3339.ts'
import { formatDuration } from '../../contract/duration.ts'
import type { FieldSchema, MeasurementSchema, TagSchema } from '../../schema/schema.ts'
import { estimateSeries } from '../../schema/series-count.ts'
import type { TypeConflict } from '../../schema/type-conflicts.ts'
import { roughly } from '../evaluate/words.ts'
import type { Activity, Survey } from '../survey/survey.ts'
import { commentedMap, type Entry, quoted } from './commented-map.ts'
import { conflictLines, generous } from './suggestion.ts'

/** Values of a tag that are few enough to be meant as a fixed set. */
const mostValues = 12

export interface MeasurementFacts {
  readonly activity: Activity | undefined
  readonly conflicts: readonly TypeConflict[]
  readonly survey: Survey
}

/** A measurement: tags and fields with their types as clauses; what was merely observed below them, commented out. */
export function measurementEntry(name: string, schema: MeasurementSchema, facts: MeasurementFacts): Entry {
  const { activity, conflicts, survey } = facts
  const entries: Entry[] = []
  const tags = sorted(schema.tags).map(([key, tag]) => tagEntry(key, tag))
  if (tags.length > 0) entries.push({ key: 'tags', value: commentedMap(tags) })
  const fields = sorted(schema.fields).map(([key, field]) =>
    fieldEntry(
      key,
      field,
      conflicts.find((one) => one.field === key),
    ),
  )
  entries.push({ key: 'fields', value: commentedMap(fields) })
  const ageNs = activity === undefined ? 0n : survey.nowNs - activity.newestNs
  if (activity !== undefined && ageNs > survey.lookbackNs) {
    const aside = `confirm: nothing since ${formatTime(activity.newestNs)}; without it the look-back would find no point`
    entries.push({ key: 'freshness', value: formatDuration(generous(ageNs)), aside })
  }
  return { key: name, value: commentedMap(entries, suggestions(schema, facts)) }
}

function suggestions(schema: MeasurementSchema, { activity, survey }: MeasurementFacts): string[] {
  const { series, blame } = estimateSeries(schema)
  const most = blame === undefined ? '' : `, most of them by the ${blame.values} values of ${quoted(blame.tag)}`
  const lines = [`cardinality: ${budget(series)} # ${series} series seen${most}`]
  if (activity?.everyNs !== undefined && activity.everyNs > 0n) {
    const over = formatDuration(survey.lookbackNs)
    lines.push(
      `cadence: { every: ${roughly(activity.everyNs)}, maxGap: ${formatDuration(generous(activity.everyNs))} } # median distance of points of a series over ${over}`,
    )
  }
  const ageNs = activity === undefined ? 0n : survey.nowNs - activity.newestNs
  if (activity !== undefined && ageNs >= 0n && ageNs <= survey.lookbackNs)
    lines.push(`freshness: ${formatDuration(generous(ageNs))} # the newest point was ${roughly(ageNs)} old`)
  return lines
}

function tagEntry(key: string, { values, always }: TagSchema): Entry {
  const seen = values.size
  const fixed = `values: [${[...values].sort().map(quoted).join(', ')}]`
  const suggestion = seen <= mostValues ? fixed : `cardinality: ${budget(seen)} # ${seen} values seen`
  return always
    ? { key, value: commentedMap([{ key: 'required', value: true }], [suggestion]) }
    : { key, value: commentedMap([{ key: 'required', value: false, aside: 'not every point has it' }], [suggestion]) }
}

function fieldEntry(key: string, { types, always, range }: FieldSchema, conflict: TypeConflict | undefined): Entry {
  const [type = 'float', ...others] = types.keys()
  const entries: Entry[] = [{ key: 'type', value: type }]
  if (always) entries.push({ key: 'required', value: true })
  const suggested = range === undefined ? [] : [`min: ${range.min}`, `max: ${range.max}`]
  const mixed = new Set([type, ...others]).size > 1
  const comment = mixed
    ? [
        `More than one type: ${[...types.keys()].join(' and ')}. The newest is declared; see the waivers.`,
        ...(conflict === undefined ? [] : conflictLines(conflict)),
      ].join('\n')
    : undefined
  return { key, value: commentedMap(entries, suggested), ...(comment === undefined ? {} : { comment }) }
}

/** A budget for an observed number: half as many again. */
function budget(seen: number): number {
  return Math.ceil(seen * 1.5)
}

function sorted<Value>(entries: ReadonlyMap<string, Value>): [string, Value][] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
}
