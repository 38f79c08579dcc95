import type { PlanNode } from '../../../plan/node.ts'
import { constantColumn } from '../../../table/column.ts'
import type { Table } from '../../../table/table.ts'
import type { Frame } from '../../../values/value.ts'

/** `table.fill`: an empty table gets one row of nulls. */
export function tableFillNode(parent: PlanNode, frame: Frame): PlanNode {
  return {
    kind: 'tableFill',
    frame,
    parents: [parent],
    *run([tables = []]) {
      for (const table of tables) yield table.length > 0 ? table : filled(table)
    },
  }
}

function filled(table: Table): Table {
  const columns = table.columns.map((column) => constantColumn(column, table.key.get(column.label)?.value ?? null, 1))
  return { key: table.key, columns, length: 1 }
}
