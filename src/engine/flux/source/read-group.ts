import type { SeriesSlice } from '../../storage/types.ts'
import { FluxError } from '../language/flux-error.ts'
import type { PlanNode } from '../plan/node.ts'
import type { ReadGroupSpec } from '../plan/read-spec.ts'
import { type Cell, Column, constantColumn } from '../table/column.ts'
import { compareStrings, GroupKey, type KeyColumn } from '../table/group-key.ts'
import type { Table } from '../table/table.ts'
import { isSelector, sliceAggregator } from './aggregate-slice.ts'
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
      const groups = groupSeries([...readSeries(spec, runtime)], groupLabels(spec))
      for (const group of groups) yield groupTable(group, spec)
    },
  }
}

interface SeriesGroup {
  readonly values: readonly string[]
  readonly series: SeriesSlice[]
}

function groupLabels({ labels }: ReadGroupSpec): string[] {
  return labels.filter((label) => label !== '_start' && label !== '_stop')
}

/** By the values of the labels in their order, an absent one before every text. */
function groupSeries(series: readonly SeriesSlice[], labels: readonly string[]): SeriesGroup[] {
  const groups = new Map<string, SeriesGroup>()
  for (const slice of series) {
    const known = new Map(labelsOf(slice).map(({ label, value }) => [label, String(value)]))
    const values = labels.map((label) => known.get(label) ?? '')
    const id = JSON.stringify(values)
    const group = groups.get(id) ?? { values, series: [] }
    groups.set(id, group)
    group.series.push(slice)
  }
  return [...groups.values()].sort((a, b) => {
    for (const [i, value] of a.values.entries()) {
      const order = compareStrings(value, b.values[i] ?? '')
      if (order !== 0) return order
    }
    return 0
  })
}

function groupTable({ values, series }: SeriesGroup, spec: ReadGroupSpec): Table {
  const keyLabels = groupLabels(spec).map(
    (label, i): KeyColumn => ({ label, type: 'string', value: values[i] || null }),
  )
  const bounds = boundsOfRead(spec)
  const key = new GroupKey([...bounds, ...keyLabels])
  const parts = series.map((slice) => ({ slice, rows: rowsOf(slice, spec) }))
  const [first] = series
  const type = first === undefined ? 'float' : columnTypeOfSlice(first)
  for (const slice of series) {
    if (slice.column.type !== first?.column.type) {
      throw new FluxError(
        `schema collision: cannot group ${first?.column.type} and ${slice.column.type} types together`,
      )
    }
  }
  const valueType = spec.aggregate === 'count' ? 'int' : type
  const times = parts.flatMap(({ rows }) => rows.times)
  const length = parts.reduce((sum, { rows }) => sum + rows.cells.length, 0)
  const columns = bounds.map((one) => constantColumn(one, one.value, length))
  const plain = spec.aggregate === undefined || isSelector(spec.aggregate)
  if (plain) columns.push(new Column('_time', 'time', times))
  columns.push(
    new Column(
      '_value',
      valueType,
      parts.flatMap(({ rows }) => rows.cells),
    ),
  )
  if (!plain)
    return { key, columns: [...columns, ...keyLabels.map((one) => constantColumn(one, one.value, length))], length }
  const labels = new Set(series.flatMap((slice) => labelsOf(slice).map(({ label }) => label)))
  for (const label of [...labels].sort(compareStrings)) {
    const keyed = keyLabels.find((one) => one.label === label)
    columns.push(
      keyed === undefined
        ? new Column(
            label,
            'string',
            parts.flatMap(({ slice, rows }) => repeat(labelValue(slice, label), rows.cells.length)),
          )
        : constantColumn(keyed, keyed.value, length),
    )
  }
  return { key, columns, length }
}

function rowsOf(slice: SeriesSlice, { aggregate }: ReadGroupSpec): { times: bigint[]; cells: Cell[] } {
  if (aggregate === undefined) return { times: Array.from(slice.times), cells: Array.from(cellsOfSlice(slice)) }
  const length = slice.times.length
  const aggregator = sliceAggregator(aggregate, slice)
  const row = aggregator.row?.(0, length)
  return { times: row === undefined ? [] : [slice.times[row] ?? 0n], cells: [aggregator.value(0, length)] }
}

function labelValue(slice: SeriesSlice, label: string): string | null {
  const found = labelsOf(slice).find((one) => one.label === label)
  return found === undefined ? null : String(found.value)
}

function repeat(cell: Cell, times: number): Cell[] {
  return new Array<Cell>(times).fill(cell)
}
