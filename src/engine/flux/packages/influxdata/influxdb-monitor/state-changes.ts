import { FluxError } from '../../../language/flux-error.ts'
import { compareCells, compareStrings, GroupKey } from '../../../table/group-key.ts'
import { columnOf, pickRows, type Table } from '../../../table/table.ts'
import { TableCollector } from '../../../table/table-collector.ts'
import type { Builtin } from '../../builtin.ts'
import { transformation } from '../../transformation.ts'
import { regroup } from '../../universe/group.ts'
import { severity } from './levels.ts'

type Level = string | undefined

/** Whether a row stays, from the level of the row before and its own. */
type Change = (before: Level, now: Level) => boolean

const anyChange: Change = (before, now) => severity(before) !== severity(now)

/** A change from a level to another, either of which may be "any". */
function changeOf(from: string, to: string): Change {
  if (from === 'any' && to === 'any') return anyChange
  const reaches = (level: Level) => (to === 'any' ? level !== undefined && level !== from : level === to)
  const leaves = (level: Level) => (from === 'any' ? level !== undefined && level !== to : level === from)
  return (before, now) => reaches(now) && !reaches(before) && leaves(before)
}

/** Statuses whose level is another than that of the status before, levels apart from each other again. */
export const stateChangesOnly: Builtin = transformation('stateChangesOnly', [], {
  options: () => anyChange,
  stream: changed,
})

/** Statuses by which a level turned into another. */
export const stateChanges: Builtin = transformation('stateChanges', ['fromLevel?', 'toLevel?'], {
  options: (args) => changeOf(args.string('fromLevel', 'any'), args.string('toLevel', 'any')),
  stream: changed,
})

function* changed(tables: Iterable<Table>, change: Change): Iterable<Table> {
  const merged = new TableCollector()
  for (const table of tables) {
    if (columnOf(table, '_level') === undefined) throw new FluxError('column "_level" does not exist')
    const key = new GroupKey(table.key.columns.filter(({ label }) => label !== '_level'))
    merged.add(key, { ...table, columns: levelLast(table) })
  }
  const made = new TableCollector()
  for (const table of merged.tables('sorted')) {
    const sorted = pickRows(table, sortedRows(table))
    const kept = pickRows(sorted, changedRows(sorted, change))
    regroup(
      kept,
      kept.columns.filter(({ label }) => label === '_level' || kept.key.has(label)),
      made,
    )
  }
  yield* made.tables('sorted')
}

/** The columns by label, the level behind them. */
function levelLast({ columns }: Table) {
  const others = columns.filter(({ label }) => label !== '_level')
  return [
    ...others.toSorted((a, b) => compareStrings(a.label, b.label)),
    ...columns.filter(({ label }) => label === '_level'),
  ]
}

function sortedRows(table: Table): number[] {
  const by = ['_source_timestamp', '_time'].flatMap((label) => columnOf(table, label) ?? [])
  return Array.from({ length: table.length }, (_, row) => row).sort((a, b) => {
    for (const column of by) {
      const order = compareCells(column.at(a), column.at(b))
      if (order !== 0) return order
    }
    return 0
  })
}

function changedRows(table: Table, change: Change): number[] {
  const column = columnOf(table, '_level')
  const levelAt = (row: number): Level => {
    const level = column?.at(row)
    return typeof level === 'string' ? level : undefined
  }
  const rows: number[] = []
  for (let row = 1; row < table.length; row++) if (change(levelAt(row - 1), levelAt(row))) rows.push(row)
  return rows
}
