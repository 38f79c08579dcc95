import {
  callsOf,
  checkCalls,
  distinctValues,
  evaluateWindow,
  isLoneSelector,
  isTransformation,
  rawSamples,
  resolveColumns,
  type SelectColumn,
  transform,
} from './columns.ts'
import { type Condition, evaluate, splitCondition } from './condition.ts'
import { type Cell, findDatabase, type InfluxqlDatabase, type InfluxqlHost, type ResultSeries } from './host.ts'
import { measurementNames } from './measurements.ts'
import { type MeasurementRows, type Row, readRows, rowLookup } from './rows.ts'
import type { SelectStatement } from './syntax.ts'
import { fillWindows, windowsOf } from './windows.ts'

type Line = [time: bigint, ...cells: Cell[]]

/** Carries out a SELECT: one series a measurement and group of tags, in their order. */
export function runSelect(host: InfluxqlHost, statement: SelectStatement, database: string): ResultSeries[] {
  checkCalls(statement)
  const condition = splitCondition(statement.where, host.nowNs)
  const series = statement.sources.flatMap((source) => {
    const mapping = findDatabase(host, source.database ?? database, source.policy)
    return measurementNames(host, mapping, source.measurement).flatMap((measurement) =>
      selectMeasurement(host, mapping, { statement, condition, measurement }),
    )
  })
  const from = statement.seriesOffset ?? 0
  return series.slice(from, statement.seriesLimit === undefined ? undefined : from + statement.seriesLimit)
}

interface MeasurementSelect {
  readonly statement: SelectStatement
  readonly condition: Condition
  readonly measurement: string
}

function selectMeasurement(host: InfluxqlHost, mapping: InfluxqlDatabase, select: MeasurementSelect): ResultSeries[] {
  const { statement, condition, measurement } = select
  const data = readRows(host, mapping, { measurement, condition })
  const dimensions = [...new Set(statement.groupTags.flatMap((one) => dimensionNames(one, data.tagKeys)))].sort()
  const columns = resolveColumns(statement, data, new Set(dimensions))
  const series: ResultSeries[] = []
  for (const [tags, rows] of groupRows(data.rows, dimensions)) {
    const lines = page(
      order(linesOf(columns, rows, { data, statement, condition, nowNs: host.nowNs }), statement),
      statement,
    )
    if (lines.length === 0) continue
    series.push({
      name: measurement,
      ...(dimensions.length > 0 ? { tags } : {}),
      columns: ['time', ...columns.map(({ name }) => name)],
      values: lines,
      timeColumn: 0,
    })
  }
  return series
}

function dimensionNames(dimension: string | RegExp, tagKeys: readonly string[]): readonly string[] {
  if (dimension === '*') return tagKeys
  return typeof dimension === 'string' ? [dimension] : tagKeys.filter((key) => dimension.test(key))
}

function groupRows(rows: readonly Row[], dimensions: readonly string[]): [Record<string, string>, Row[]][] {
  const groups = new Map<string, [Record<string, string>, Row[]]>()
  for (const row of rows) {
    const values = dimensions.map((key) => row.tags.get(key) ?? '')
    const key = JSON.stringify(values)
    const group = groups.get(key) ?? [Object.fromEntries(dimensions.map((name, i) => [name, values[i] ?? ''])), []]
    group[1].push(row)
    groups.set(key, group)
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

interface LineContext {
  readonly data: MeasurementRows
  readonly statement: SelectStatement
  readonly condition: Condition
  readonly nowNs: bigint
}

function linesOf(columns: readonly SelectColumn[], rows: readonly Row[], context: LineContext): Line[] {
  const calls = columns.flatMap(({ expression }) => callsOf(expression))
  if (calls.length === 0) return rawLines(columns, rows, context.data)
  if (columns.some(({ expression }) => isTransformation(expression))) return transformedLines(columns, rows, context)
  const [only] = columns
  if (columns.length === 1 && only?.expression.kind === 'call' && only.expression.name === 'distinct') {
    const time = context.condition.minNs ?? 0n
    return distinctValues(only.expression, rows, context.data).map((value): Line => [time, value])
  }
  return windowLines(columns, rows, context)
}

function rawLines(columns: readonly SelectColumn[], rows: readonly Row[], data: MeasurementRows): Line[] {
  const isField = (name: string) => data.fieldTypes.has(name)
  const speaksOfField = (row: Row) =>
    columns.some(({ expression }) =>
      expression.kind === 'reference' ? isField(expression.name) && row.fields.has(expression.name) : true,
    )
  return rows.filter(speaksOfField).map((row): Line => {
    const lookup = rowLookup(row, isField)
    const cells = columns.map(({ expression }) => {
      const value = evaluate(expression, lookup)
      return value === undefined || value === '' ? null : value
    })
    return [row.time, ...cells]
  })
}

function windowLines(columns: readonly SelectColumn[], rows: readonly Row[], context: LineContext): Line[] {
  const { statement, condition, data } = context
  if (statement.groupTime === undefined) {
    const picked = columns.map(({ expression }) => evaluateWindow(expression, rows, data))
    if (picked.every(({ value }) => value === null)) return []
    const selected = isLoneSelector(columns) ? picked.find(({ time }) => time !== undefined)?.time : undefined
    return [[selected ?? condition.minNs ?? 0n, ...picked.map(({ value }) => value)]]
  }
  const windows = windowsOf(rows, statement.groupTime, { condition, nowNs: context.nowNs })
  const lines = windows.map(
    ({ start, rows: inside }): Line => [
      start,
      ...columns.map(({ expression }) => (inside.length === 0 ? null : evaluateWindow(expression, inside, data).value)),
    ],
  )
  return fillWindows(lines, statement.fill, columns)
}

function transformedLines(columns: readonly SelectColumn[], rows: readonly Row[], context: LineContext): Line[] {
  const byTime = new Map<bigint, Cell[]>()
  for (const [index, { expression }] of columns.entries()) {
    if (!isTransformation(expression)) continue
    const [inner] = expression.args
    const samples =
      inner?.kind === 'call'
        ? windowLines([{ name: inner.name, expression: inner }], rows, context).flatMap(([time, value]) =>
            value === undefined || value === null ? [] : [{ time, value }],
          )
        : rawSamples(expression, rows, context.data)
    for (const { time, value } of transform(expression, samples)) {
      const cells = byTime.get(time) ?? columns.map(() => null)
      cells[index] = value
      byTime.set(time, cells)
    }
  }
  return [...byTime].map(([time, cells]): Line => [time, ...cells]).sort(([a], [b]) => (a < b ? -1 : 1))
}

function order(lines: Line[], { descending }: SelectStatement): Line[] {
  return descending ? lines.reverse() : lines
}

function page(lines: Line[], { offset = 0, limit }: SelectStatement): Line[] {
  return lines.slice(offset, limit === undefined || limit === 0 ? undefined : offset + limit)
}
