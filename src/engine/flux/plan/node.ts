import type { Runtime } from '../interpreter/runtime.ts'
import type { Table } from '../table/table.ts'
import type { Frame } from '../values/value.ts'

/**
 * One step of a query. Nothing runs while a script is evaluated: calls build nodes, and the nodes that a result
 * needs run afterwards, pulled table by table.
 */
export interface PlanNode {
  /** What the planner recognises: 'from', 'range', 'filter', 'group', 'window', 'yield', an aggregate's name… */
  readonly kind: string
  /** Where a failure is reported; absent: without a position. */
  readonly frame: Frame | undefined
  readonly parents: readonly PlanNode[]
  /** The arguments the planner needs, typed by `kind` (see pushdown). */
  readonly spec?: unknown
  /** True for what changes the server: it runs, and names its result, without a `yield`. */
  readonly sideEffect?: boolean
  /** Finds faults of the arguments before any node runs ("failed to initialize execute state: …"). */
  prepare?(runtime: Runtime): void
  run(inputs: readonly Iterable<Table>[], runtime: Runtime): Iterable<Table>
}
