import type { SeriesKey } from '../storage/types.ts'
import { evaluate, splitCondition } from './condition.ts'
import { type Cell, findDatabase, type InfluxqlDatabase, type InfluxqlHost, type ResultSeries } from './host.ts'
import type { ShowStatement } from './syntax.ts'

/** Carries out a SHOW. `database` is the request's, which the statement's own ON outranks. */
export function runShow(host: InfluxqlHost, statement: ShowStatement, database: string): ResultSeries[] {
  if (statement.subject === 'databases') {
    const names = [...new Set(host.databases.map((one) => one.database))]
    return [{ name: 'databases', columns: ['name'], values: names.map((name) => [name]) }]
  }
  const mapping = findDatabase(host, statement.database ?? database, undefined)
  if (statement.subject === 'retention policies') return [retentionPolicies(host, mapping)]
  return showSeries(host, statement, mapping)
}

function goDuration(ns: bigint): string {
  const seconds = ns / 1_000_000_000n
  if (seconds === 0n) return '0s'
  return `${seconds / 3600n}h${(seconds % 3600n) / 60n}m${seconds % 60n}s`
}

function retentionPolicies(host: InfluxqlHost, mapping: InfluxqlDatabase): ResultSeries {
  const rows = host.databases.filter((one) => one.database === mapping.database)
  return {
    columns: ['name', 'duration', 'shardGroupDuration', 'replicaN', 'default'],
    values: rows.map((one) => [
      one.policy,
      goDuration(one.retentionNs),
      goDuration(one.shardGroupNs),
      1,
      one.isDefault,
    ]),
  }
}

function matchingSeries(host: InfluxqlHost, statement: ShowStatement, { bucketId }: InfluxqlDatabase): SeriesKey[] {
  const { rest } = splitCondition(statement.where, host.nowNs)
  return host.storage.seriesKeys(bucketId).filter((series) => {
    const wanted = statement.sources.some(({ measurement }) =>
      typeof measurement === 'string' ? measurement === series.measurement : measurement.test(series.measurement),
    )
    if (statement.sources.length > 0 && !wanted) return false
    const tags = new Map(series.tags)
    return rest === undefined || evaluate(rest, (name) => tags.get(name) ?? '') === true
  })
}

function byMeasurement(series: readonly SeriesKey[]): [string, SeriesKey[]][] {
  return [...Map.groupBy(series, ({ measurement }) => measurement)].sort(([a], [b]) => (a < b ? -1 : 1))
}

function paged(values: readonly (readonly Cell[])[], { limit, offset = 0 }: ShowStatement) {
  return values.slice(offset, limit === undefined || limit === 0 ? undefined : offset + limit)
}

function distinctRows(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const unique = new Map(rows.map((row) => [JSON.stringify(row), row]))
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

const escapeKey = (text: string) => text.replace(/[ ,=]/g, '\\$&')
const seriesText = ({ measurement, tags }: SeriesKey) =>
  [measurement.replace(/[ ,]/g, '\\$&'), ...tags.map(([key, value]) => `${escapeKey(key)}=${escapeKey(value)}`)].join(
    ',',
  )

function showSeries(host: InfluxqlHost, statement: ShowStatement, mapping: InfluxqlDatabase): ResultSeries[] {
  const series = matchingSeries(host, statement, mapping)
  const accepts = statement.accepts ?? (() => true)
  const perMeasurement = (columns: string[], rowsOf: (name: string, keys: SeriesKey[]) => string[][]): ResultSeries[] =>
    byMeasurement(series).flatMap(([name, keys]) => {
      const values = paged(distinctRows(rowsOf(name, keys)), statement)
      return values.length === 0 ? [] : [{ name, columns, values }]
    })
  switch (statement.subject) {
    case 'measurements': {
      const names = byMeasurement(series).flatMap(([name]) => (accepts(name) ? [[name]] : []))
      return names.length === 0 ? [] : [{ name: 'measurements', columns: ['name'], values: paged(names, statement) }]
    }
    case 'tag keys':
      return perMeasurement(['tagKey'], (_, keys) => keys.flatMap(({ tags }) => tags.map(([key]) => [key])))
    case 'tag values':
      return perMeasurement(['key', 'value'], (_, keys) =>
        keys.flatMap(({ tags }) => tags.flatMap(([key, value]) => (accepts(key) ? [[key, value]] : []))),
      )
    case 'field keys': {
      const types = host.storage.fieldTypes(mapping.bucketId)
      return perMeasurement(['fieldKey', 'fieldType'], (name) =>
        types.filter(({ measurement }) => measurement === name).map(({ field, type }) => [field, type]),
      )
    }
    case 'series': {
      const keys = distinctRows(series.map((one) => [seriesText(one)]))
      return keys.length === 0 ? [] : [{ columns: ['key'], values: paged(keys, statement) }]
    }
    case 'series cardinality':
      return [{ columns: ['count'], values: [[BigInt(new Set(series.map(seriesText)).size)]] }]
    default:
      return [{ columns: ['count'], values: [[BigInt(byMeasurement(series).length)]] }]
  }
}
