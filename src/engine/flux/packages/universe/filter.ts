import { FluxError } from '../../language/flux-error.ts'
import type { PlanNode } from '../../plan/node.ts'
import { pickRows, type Table } from '../../table/table.ts'
import type { FluxFunction, Frame } from '../../values/value.ts'
import { compileRowFunction, rowFunction } from '../row-function.ts'
import { transformation } from '../transformation.ts'

export interface FilterSpec {
  readonly fn: FluxFunction
  readonly keepEmpty: boolean
}

/** A filter step with what push-down left of its function. */
export function filterNode(spec: FilterSpec, parent: PlanNode, frame: Frame): PlanNode {
  return {
    kind: 'filter',
    frame,
    parents: [parent],
    spec,
    *run([tables = []]) {
      for (const table of tables) {
        const kept = filterTable(table, spec, frame)
        if (kept !== undefined) yield kept
      }
    },
  }
}

/** Rows for which a function is true; a table left without rows vanishes unless `onEmpty: "keep"`. */
export const filter = transformation<FilterSpec>('filter', ['fn', 'onEmpty?'], {
  options(args) {
    const onEmpty = args.string('onEmpty', 'drop')
    if (onEmpty !== 'keep' && onEmpty !== 'drop') {
      throw new FluxError(`onEmpty must be keep or drop, was "${onEmpty}"`)
    }
    return { fn: args.func('fn'), keepEmpty: onEmpty === 'keep' }
  },
  table: (table, spec, { frame }) => filterTable(table, spec, frame),
})

/** Undefined: nothing is left and empty tables are dropped. */
export function filterTable(table: Table, { fn, keepEmpty }: FilterSpec, frame: Frame): Table | undefined {
  const type = compileRowFunction(fn, table)
  if (type !== undefined && type !== 'bool' && type !== 'invalid') {
    throw new FluxError(`type conflict: bool != ${type}`)
  }
  const decide = rowFunction(fn, frame)
  const rows: number[] = []
  for (let row = 0; row < table.length; row++) if (decide(table, row) === true) rows.push(row)
  if (rows.length === 0 && !keepEmpty) return undefined
  return rows.length === table.length ? table : pickRows(table, rows)
}
