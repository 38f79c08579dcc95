import { BareError } from '../../plan/runtime-error.ts'
import type { Cell, Column } from '../../table/column.ts'
import { compareCells } from '../../table/group-key.ts'
import { columnOf, type Table } from '../../table/table.ts'

/** Rows of both sides whose join columns hold equal values; one side is empty where the other has none. */
export interface Match {
  readonly left: readonly number[]
  readonly right: readonly number[]
}

interface Group {
  readonly cells: readonly Cell[]
  readonly left: number[]
  readonly right: number[]
}

/** The columns of a side that are compared. */
export function sideColumns(table: Table, labels: readonly string[], side: 'left' | 'right'): Column[] {
  return labels.map((label) => {
    const column = columnOf(table, label)
    if (column !== undefined) return column
    throw new BareError(
      `error preparing ${side} side of join: cannot set join columns in ${side} table stream: table is missing column '${label}'`,
    )
  })
}

/** The rows of two tables by the values of their join columns, in the order of these. */
export function matches(
  left: { readonly columns: readonly Column[]; readonly length: number },
  right: { readonly columns: readonly Column[]; readonly length: number },
): Match[] {
  const groups = new Map<string, Group>()
  for (const [side, { columns, length }] of [['left', left] as const, ['right', right] as const]) {
    for (let row = 0; row < length; row++) {
      const cells = columns.map((column) => column.at(row))
      const id = identity(columns, cells, { side, row })
      const group = groups.get(id) ?? { cells, left: [], right: [] }
      groups.set(id, group)
      group[side].push(row)
    }
  }
  return [...groups.values()].sort((a, b) => order(a.cells, b.cells))
}

/** Nulls equal nothing, not even each other. */
function identity(
  columns: readonly Column[],
  cells: readonly Cell[],
  { side, row }: { side: string; row: number },
): string {
  if (cells.includes(null)) return `${side}${row}`
  return cells.map((cell, i) => `${columns[i]?.type}:${String(cell)}`).join('\u0000')
}

function order(a: readonly Cell[], b: readonly Cell[]): number {
  for (const [i, cell] of a.entries()) {
    const found = compareCells(cell, b[i] ?? null)
    if (found !== 0) return found
  }
  return 0
}
