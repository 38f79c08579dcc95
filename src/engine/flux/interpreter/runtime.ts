import type { FluxHost } from '../host.ts'
import type { File } from '../language/ast.ts'
import type { PlanNode } from '../plan/node.ts'
import type { Table } from '../table/table.ts'
import type { FluxFunction, Value } from '../values/value.ts'

/** What evaluation of one query shares: the server it asks, its options, and its side effects. */
export interface Runtime {
  readonly host: FluxHost
  /** The query's `now`, nanoseconds, after `option now`. */
  nowNs(): bigint
  /** The value of an option (`now`, `location`, `task`, …) of the universe or, qualified (`monitor.log`), of a package. */
  option(name: string): Value | undefined
  setOption(name: string, value: Value): void
  /** A member of a package by its path (`universe`, `strings`, …); throws NotImplemented for what this engine lacks. */
  member(packagePath: string, name: string): Value
  /** Registers a stream as a side effect of the script: `to()` and `yield()` inside functions run without being named. */
  addSideEffect(node: PlanNode): void
  /** Runs a plan at once, as tableFind does while a script is evaluated. */
  execute(node: PlanNode): Iterable<Table>
  /** The tree of a Flux text of this engine's own. */
  parse(text: string): File
  /** A package's functions bound to this query, made on first use. */
  bind(key: object, make: () => FluxFunction): FluxFunction
}
