import type { FieldType } from '../../line-protocol/types.ts'
import type { Column, SeriesKey, SeriesSlice } from '../storage/types.ts'
import type { Condition, Lookup } from './condition.ts'
import { evaluate } from './condition.ts'
import type { Cell, InfluxqlDatabase, InfluxqlHost } from './host.ts'

/** One point of one tag set, with the fields it has. */
export interface Row {
  readonly time: bigint
  readonly tags: ReadonlyMap<string, string>
  readonly fields: Map<string, Cell>
}

/** The rows of a measurement, its tag keys and the types of its fields. */
export interface MeasurementRows {
  readonly name: string
  readonly tagKeys: readonly string[]
  /** The type in which InfluxQL gives a field that has several in different shards. */
  readonly fieldTypes: ReadonlyMap<string, FieldType>
  readonly rows: readonly Row[]
}

/** InfluxQL's order of types: the first that a field has anywhere is the one it is given in. */
const precedence: readonly FieldType[] = ['float', 'integer', 'unsigned', 'string', 'boolean']

/** The types of every field of a bucket's measurement, widest first as InfluxQL picks them. */
function effectiveTypes(host: InfluxqlHost, bucketId: string, measurement: string): Map<string, FieldType> {
  const types = new Map<string, FieldType>()
  for (const { measurement: name, field, type } of host.storage.fieldTypes(bucketId)) {
    if (name !== measurement) continue
    const known = types.get(field)
    if (known === undefined || precedence.indexOf(type) < precedence.indexOf(known)) types.set(field, type)
  }
  return types
}

/** A stored value in the type asked for: numbers are cast, anything else of another type is lost. */
function cellOf(column: Column, index: number, wanted: FieldType): Cell | undefined {
  const value = column.values[index]
  if (value === undefined) return undefined
  if (column.type === 'boolean') return wanted === 'boolean' ? value === 1 : undefined
  if (column.type === 'string') return wanted === 'string' ? value : undefined
  if (wanted === 'float') return Number(value)
  return wanted === 'integer' || wanted === 'unsigned' ? value : undefined
}

const maxTime = 9_223_372_036_854_775_807n

function readSlices(host: InfluxqlHost, bucketId: string, measurement: string, condition: Condition): SeriesSlice[] {
  const min = condition.minNs ?? -maxTime
  const end = (condition.maxNs ?? maxTime) + 1n
  return host.storage.shardGroups(bucketId).flatMap((shard) => {
    const start = shard.start > min ? shard.start : min
    const stop = shard.end < end ? shard.end : end
    if (start >= stop) return []
    const matches = (series: SeriesKey) => series.measurement === measurement
    return host.storage.read({ bucketId, start, stop, matches, lastNanosecond: true })
  })
}

/** How a row answers to a name: fields and tags, `::tag` and `::field` choosing between them. */
export function rowLookup(row: Row, isField: (name: string) => boolean): Lookup {
  return (name, cast) => {
    if (cast === 'tag') return row.tags.get(name) ?? ''
    if (cast === 'field' || isField(name)) return row.fields.get(name)
    return row.tags.get(name) ?? ''
  }
}

/** Reads a measurement's rows that meet the condition, in order of time. */
export function readRows(
  host: InfluxqlHost,
  database: InfluxqlDatabase,
  { measurement, condition }: { measurement: string; condition: Condition },
): MeasurementRows {
  const fieldTypes = effectiveTypes(host, database.bucketId, measurement)
  const tagKeys = new Set<string>()
  const byPoint = new Map<string, Row>()
  for (const slice of readSlices(host, database.bucketId, measurement, condition)) {
    const wanted = fieldTypes.get(slice.field) ?? slice.column.type
    const identity = JSON.stringify(slice.tags)
    const tags = new Map(slice.tags)
    for (const key of tags.keys()) tagKeys.add(key)
    for (const [index, time] of slice.times.entries()) {
      const value = cellOf(slice.column, index, wanted)
      if (value === undefined) continue
      const key = `${time} ${identity}`
      const row = byPoint.get(key) ?? { time, tags, fields: new Map() }
      row.fields.set(slice.field, value)
      byPoint.set(key, row)
    }
  }
  const { rest } = condition
  const isField = (name: string) => fieldTypes.has(name)
  const rows = [...byPoint.values()].filter(
    (row) => rest === undefined || evaluate(rest, rowLookup(row, isField)) === true,
  )
  rows.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0))
  return { name: measurement, tagKeys: [...tagKeys].sort(), fieldTypes, rows }
}
