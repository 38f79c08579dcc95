import { FluxError } from '../../language/flux-error.ts'
import type { PlanNode } from '../../plan/node.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { type Cell, Column } from '../../table/column.ts'
import { compareCells, compareKeys, compareStrings, GroupKey, type KeyColumn } from '../../table/group-key.ts'
import { columnOf, type Table } from '../../table/table.ts'
import type { ColumnType } from '../../values/value.ts'
import { builtin } from '../builtin.ts'
import { sortTable } from './sort.ts'

/** Joins two streams where columns are equal; columns that both have get the stream's name behind theirs. */
export const join = builtin('join', ['tables?', 'on?', 'method?'], (args, { frame }) => {
  const on = args.strings('on')
  if (on.length === 0) throw new FluxError("at least one column in 'on' column list is required")
  const method = args.string('method', 'inner')
  if (method !== 'inner') throw new FluxError(`${method} is not a valid join type`)
  const named = [...args.record('tables').fields].sort(([a], [b]) => compareStrings(a, b))
  const parents = named.map(([name, stream]): PlanNode => {
    if (!(stream instanceof TableStream)) throw new FluxError(`expected "${name}" to be a stream of tables`)
    return stream.node
  })
  const names = named.map(([name]) => name)
  const order = on.toSorted(compareStrings)
  return new TableStream({
    kind: 'join',
    frame,
    parents,
    prepare() {
      if (parents.length !== 2) throw new FluxError('joins currently must only have two parents')
    },
    run: ([left = [], right = []]) => joined([...left], [...right], { names, on: order }),
  })
})

interface JoinSpec {
  readonly names: readonly string[]
  readonly on: readonly string[]
}

/** What a column of a side is called in the answer. */
type Renaming = (label: string) => string

interface Schema {
  readonly columns: readonly { readonly label: string; readonly type: ColumnType }[]
  readonly left: Renaming
  readonly right: Renaming
}

function joined(leftTables: readonly Table[], rightTables: readonly Table[], { names, on }: JoinSpec): Table[] {
  const usable = (table: Table) =>
    on.every((label) => columnOf(table, label) !== undefined && table.key.get(label)?.value !== null)
  const left = leftTables.filter(usable)
  const right = rightTables.filter(usable)
  const [firstLeft] = left
  const [firstRight] = right
  if (firstLeft === undefined || firstRight === undefined) return []
  const shared = on.filter((label) => firstLeft.key.has(label) && firstRight.key.has(label))
  const made = new Map<string, Table>()
  for (const a of left) {
    for (const b of right) {
      if (shared.some((label) => a.key.get(label)?.value !== b.key.get(label)?.value)) continue
      const table = joinTables(a, b, { schema: schemaOf(a, b, { names, on }), on })
      if (table.length > 0) made.set(table.key.id, table)
    }
  }
  return [...made.values()].sort((a, b) => compareKeys(a.key, b.key))
}

function schemaOf(left: Table, right: Table, { names, on }: JoinSpec): Schema {
  const both = new Set(left.columns.map(({ label }) => label).filter((label) => columnOf(right, label) !== undefined))
  const renaming =
    (name = ''): Renaming =>
    (label) =>
      both.has(label) && !on.includes(label) ? `${label}_${name}` : label
  const sides = [
    { table: left, rename: renaming(names[0]) },
    { table: right, rename: renaming(names[1]) },
  ]
  const columns = new Map<string, ColumnType>()
  for (const { table, rename } of sides) {
    for (const { label, type } of table.columns) if (!columns.has(rename(label))) columns.set(rename(label), type)
  }
  return {
    columns: [...columns].map(([label, type]) => ({ label, type })).sort((a, b) => compareStrings(a.label, b.label)),
    left: renaming(names[0]),
    right: renaming(names[1]),
  }
}

function joinTables(a: Table, b: Table, { schema, on }: { schema: Schema; on: readonly string[] }): Table {
  const left = sortTable(a, { columns: on, desc: false })
  const right = sortTable(b, { columns: on, desc: false })
  const cells = new Map<string, Cell[]>(schema.columns.map(({ label }) => [label, []]))
  let length = 0
  for (const [l, r] of pairs(left, right, on)) {
    for (const column of left.columns) cells.get(schema.left(column.label))?.push(column.at(l))
    for (const column of right.columns) {
      if (!on.includes(column.label)) cells.get(schema.right(column.label))?.push(column.at(r))
    }
    length += 1
  }
  const key = joinedKey(a.key, b.key, schema)
  const columns = schema.columns.map(({ label, type }) => {
    const keyed = key.get(label)
    if (keyed !== undefined) return new Column(label, type, { constant: keyed.value, length })
    const column = cells.get(label) ?? []
    while (column.length < length) column.push(null)
    return new Column(label, type, column)
  })
  return { key, columns, length }
}

/** Pairs of rows, both sides sorted, whose `on` columns are equal; null equals nothing. */
function* pairs(left: Table, right: Table, on: readonly string[]): Iterable<[number, number]> {
  const leftColumns = on.flatMap((label) => columnOf(left, label) ?? [])
  const rightColumns = on.flatMap((label) => columnOf(right, label) ?? [])
  const compare = (l: number, r: number): number => {
    for (const [i, column] of leftColumns.entries()) {
      const order = compareCells(column.at(l), rightColumns[i]?.at(r) ?? null)
      if (order !== 0) return order
    }
    return 0
  }
  let start = 0
  for (let l = 0; l < left.length; l++) {
    while (start < right.length && compare(l, start) > 0) start += 1
    if (leftColumns.some((column) => column.at(l) === null)) continue
    for (let r = start; r < right.length && compare(l, r) === 0; r++) yield [l, r]
  }
}

function joinedKey(a: GroupKey, b: GroupKey, schema: Schema): GroupKey {
  const columns = new Map<string, KeyColumn>()
  const add = (column: KeyColumn, label: string) => {
    if (!columns.has(label)) columns.set(label, { ...column, label })
  }
  for (const column of a.columns) add(column, schema.left(column.label))
  for (const column of b.columns) add(column, schema.right(column.label))
  return new GroupKey([...columns.values()].sort((x, y) => compareStrings(x.label, y.label)))
}
