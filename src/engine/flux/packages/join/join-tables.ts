import { FluxError } from '../../language/flux-error.ts'
import { BareError } from '../../plan/runtime-error.ts'
import { Column } from '../../table/column.ts'
import { compareKeys, compareStrings, type GroupKey } from '../../table/group-key.ts'
import { columnOf, RowRecord, type Table } from '../../table/table.ts'
import { FluxRecord, typeName, type Value } from '../../values/value.ts'
import { tableOfRecords } from '../experimental/table-of-records.ts'
import { matches, sideColumns } from './matching.ts'
import type { JoinColumns } from './predicate.ts'

/** Which rows without a match count: those of neither, one or both sides. */
export type JoinMethod = 'inner' | 'left' | 'right' | 'full'

/** What is compared, what counts, and what is made. */
export interface JoinSpec {
  readonly on: readonly JoinColumns[]
  readonly method: JoinMethod
  /** Makes a row of two. */
  readonly as: (l: FluxRecord, r: FluxRecord) => Value
}

interface Side {
  readonly name: 'left' | 'right'
  readonly tables: ReadonlyMap<string, Table>
  /** Whether its rows without a match count. */
  readonly outer: boolean
}

/** Joins the tables of equal keys of two streams. Throws where one of them has no table, whose columns nobody knows. */
export function* joinTables(left: Iterable<Table>, right: Iterable<Table>, spec: JoinSpec): Iterable<Table> {
  const { method } = spec
  const l = sideOf('left', left, method === 'left' || method === 'full')
  const r = sideOf('right', right, method === 'right' || method === 'full')
  if (l.tables.size === 0 && r.tables.size === 0) return
  for (const { name, tables } of [l, r]) if (tables.size === 0) throw emptySide(name)
  const keys = new Map([...l.tables, ...r.tables].map(([id, { key }]) => [id, key]))
  for (const [id, key] of [...keys].sort(([, a], [, b]) => compareKeys(a, b))) {
    if (!l.tables.has(id) && !r.outer) continue
    if (!r.tables.has(id) && !l.outer) continue
    const joined = joinPair(key, [l, r], spec)
    if (joined.length > 0) yield joined
  }
}

function sideOf(name: 'left' | 'right', tables: Iterable<Table>, outer: boolean): Side {
  return { name, outer, tables: new Map([...tables].map((table) => [table.key.id, table])) }
}

function emptySide(name: string): BareError {
  return new BareError(`error preparing ${name} side of join: cannot join on an empty table`)
}

function joinPair(key: GroupKey, [l, r]: readonly [Side, Side], { on, as }: JoinSpec): Table {
  const left = l.tables.get(key.id)
  const right = r.tables.get(key.id)
  const found = matches(
    side(
      left,
      on.map((pair) => pair.left),
      'left',
    ),
    side(
      right,
      on.map((pair) => pair.right),
      'right',
    ),
  )
  const records: FluxRecord[] = []
  for (const match of found) {
    if (match.right.length === 0 && !l.outer) continue
    if (match.left.length === 0 && !r.outer) continue
    const lefts = recordsOf(left, match.left) ?? [defaultRecord(l, key)]
    const rights = recordsOf(right, match.right) ?? [defaultRecord(r, key)]
    for (const one of lefts) for (const other of rights) records.push(rowOf(as(one, other)))
  }
  const made = tableOfRecords(key, records)
  if (records.length > 0) checkKey(made)
  return { ...made, columns: made.columns.toSorted((a, b) => compareStrings(a.label, b.label)) }
}

function side(table: Table | undefined, labels: readonly string[], name: 'left' | 'right') {
  if (table === undefined) return { columns: [], length: 0 }
  return { columns: sideColumns(table, labels, name), length: table.length }
}

function recordsOf(table: Table | undefined, rows: readonly number[]): FluxRecord[] | undefined {
  if (table === undefined || rows.length === 0) return undefined
  return rows.map((row) => new RowRecord(table, row))
}

/** What stands for a missing row: the columns of its stream, null but for the key. */
function defaultRecord({ name, tables }: Side, key: GroupKey): FluxRecord {
  const [like] = tables.has(key.id) ? [tables.get(key.id)] : tables.values()
  if (like === undefined) throw emptySide(name)
  const columns = like.columns.map(({ label, type }) => new Column(label, type, [key.get(label)?.value ?? null]))
  return new RowRecord({ key, columns, length: 1 }, 0)
}

function rowOf(value: Value): FluxRecord {
  if (value instanceof FluxRecord) return value
  throw new FluxError(`as must return a record, got ${typeName(value)}`)
}

function checkKey(table: Table): void {
  for (const { label, type, value } of table.key.columns) {
    const column = columnOf(table, label)
    const kept =
      column?.type === type &&
      Array.from({ length: table.length }, (_, row) => column.at(row)).every((cell) => cell === value)
    if (!kept) {
      throw new FluxError(
        `join cannot modify group key: output record has a missing or invalid value for column '${label}:${type}'`,
      )
    }
  }
}
