import type { SeriesSlice } from '../../storage/types.ts'
import type { PlanNode } from '../plan/node.ts'
import type { ReadGroupSpec } from '../plan/read-spec.ts'
import { BareError } from '../plan/runtime-error.ts'
import { type Cell, Column, constantColumn } from '../table/column.ts'
import { compareStrings, GroupKey, type KeyColumn } from '../table/group-key.ts'
import type { Table } from '../table/table.ts'
import { aggregateGroup } from './aggregate-group.ts'
import { isSelector } from './aggregate-slice.ts'
import { boundsOfRead, bucketIdOf, cellsOfSlice, columnTypeOfSlice, labelsOf, readSeries } from './series.ts'

/** A read that storage groups by labels; `_start` and `_stop` stay in the key. */
export function readGroupNode(spec: ReadGroupSpec): PlanNode {
  return {
    kind: 'readGroup',
    frame: undefined,
    parents: [],
    spec,
    prepare: (runtime) => void bucketIdOf(spec, runtime),
    *run(_inputs, runtime) {
      const direction = spec.aggregate === 'last' ? 'descending' : 'ascending'
      for (const group of groupSeries([...readSeries(spec, runtime, { direction })], groupLabels(spec)))
        yield* groupTables(group, spec)
    },
  }
}

interface SeriesGroup {
  readonly values: readonly string[]
  readonly series: readonly SeriesSlice[]
}

function groupLabels({ labels }: ReadGroupSpec): string[] {
  return labels.filter((label) => label !== '_start' && label !== '_stop')
}

/** By the values of the labels in their order; series without a label come last. */
function groupSeries(series: readonly SeriesSlice[], labels: readonly string[]): SeriesGroup[] {
  const groups = new Map<string, { values: string[]; series: SeriesSlice[] }>()
  for (const slice of series) {
    const values = labels.map((label) => labelValue(slice, label) ?? '')
    const id = JSON.stringify(values)
    const group = groups.get(id) ?? { values, series: [] }
    groups.set(id, group)
    group.series.push(slice)
  }
  return [...groups.values()].sort((a, b) => compareGroups(a.values, b.values))
}

function compareGroups(a: readonly string[], b: readonly string[]): number {
  for (const [i, value] of a.entries()) {
    const other = b[i] ?? ''
    if (value === other) continue
    if (value === '' || other === '') return value === '' ? 1 : -1
    return compareStrings(value, other)
  }
  return 0
}

/** A group's table; where a field has another type than the first, the rows before it are sent first. */
function* groupTables(group: SeriesGroup, spec: ReadGroupSpec): Iterable<Table> {
  const [first] = group.series
  if (first === undefined) return
  const odd = group.series.findIndex(({ column }) => column.type !== first.column.type)
  const series = odd < 0 ? group.series : group.series.slice(0, odd)
  const table = groupTable({ values: group.values, series }, spec)
  if (table !== undefined) yield table
  const other = group.series[odd]
  if (other !== undefined) {
    throw new BareError(`schema collision: cannot group ${first.column.type} and ${other.column.type} types together`)
  }
}

interface Part {
  readonly slice: SeriesSlice
  readonly times: ArrayLike<bigint>
  readonly cells: ArrayLike<Cell>
}

function groupTable({ values, series }: SeriesGroup, spec: ReadGroupSpec): Table | undefined {
  const keyLabels = groupLabels(spec).map(
    (label, i): KeyColumn => ({ label, type: 'string', value: values[i] || null }),
  )
  const { aggregate } = spec
  const answer = aggregate === undefined ? undefined : aggregateGroup(aggregate, series)
  if (aggregate !== undefined && answer === undefined) return undefined
  const parts: readonly Part[] =
    answer === undefined
      ? series.map((slice) => ({ slice, times: slice.times, cells: cellsOfSlice(slice) }))
      : [{ slice: answer.slice, times: [answer.time], cells: [answer.value] }]
  const [first] = series
  const type = answer?.type ?? (first === undefined ? 'float' : columnTypeOfSlice(first))
  const length = parts.reduce((sum, { cells }) => sum + cells.length, 0)
  const bounds = boundsOfRead(spec)
  const key = new GroupKey([...bounds, ...keyLabels])
  const columns = bounds.map((one) => constantColumn(one, one.value, length))
  const withRows = aggregate === undefined || isSelector(aggregate)
  if (withRows)
    columns.push(
      new Column(
        '_time',
        'time',
        joined(parts, ({ times }) => times),
      ),
    )
  columns.push(
    new Column(
      '_value',
      type,
      joined(parts, ({ cells }) => cells),
    ),
  )
  const labels = withRows ? allLabels(series) : []
  for (const label of labels) {
    if (keyLabels.some((one) => one.label === label)) continue
    columns.push(
      new Column(
        label,
        'string',
        joined(parts, (part) => repeated(part, label)),
      ),
    )
  }
  const missing = keyLabels.filter(({ label }) => !columns.some((column) => column.label === label))
  columns.push(...missing.map((one) => constantColumn(one, one.value, length)))
  return {
    key,
    columns: withRows ? ordered(columns) : columns,
    length,
    chunks: parts.map(({ cells }) => cells.length),
  }
}

/** `_start,_stop,_time,_value`, then the labels in order. */
function ordered(columns: readonly Column[]): Column[] {
  return [...columns.slice(0, 4), ...columns.slice(4).sort((a, b) => compareStrings(a.label, b.label))]
}

function allLabels(series: readonly SeriesSlice[]): string[] {
  return [...new Set(series.flatMap((slice) => labelsOf(slice).map(({ label }) => label)))]
}

function joined<T extends Cell>(parts: readonly Part[], cells: (part: Part) => ArrayLike<T>): T[] {
  const all: T[] = []
  for (const part of parts) {
    const some = cells(part)
    for (let i = 0; i < some.length; i++) all.push(some[i] as T)
  }
  return all
}

function repeated({ slice, cells }: Part, label: string): Cell[] {
  return new Array<Cell>(cells.length).fill(labelValue(slice, label))
}

function labelValue({ measurement, field, tags }: SeriesSlice, label: string): string | null {
  if (label === '_measurement') return measurement
  if (label === '_field') return field
  return tags.find(([key]) => key === label)?.[1] ?? null
}
