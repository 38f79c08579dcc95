import type { Args } from '../interpreter/args.ts'
import type { Runtime } from '../interpreter/runtime.ts'
import type { PlanNode } from '../plan/node.ts'
import { TableStream } from '../plan/table-stream.ts'
import type { Table } from '../table/table.ts'
import type { Frame } from '../values/value.ts'
import { type Builtin, type BuiltinContext, builtin } from './builtin.ts'

export interface TransformationContext {
  readonly runtime: Runtime
  readonly frame: Frame
  /** True: the tables come straight from storage. */
  readonly overSource: boolean
}

interface Shared<O> {
  /** Reads and judges the arguments while the script is evaluated. */
  options(args: Args, context: BuiltinContext): O
  /** What the planner calls this step; default: the function's name. */
  readonly kind?: string
  /** Faults found before any step runs ("failed to initialize execute state: …"). */
  prepare?(options: O, runtime: Runtime): void
  /**
   * True: a table goes on as soon as it is made, so that an error in a later one comes after rows were sent. Default
   * false: everything is made first, as most steps of a real server do.
   */
  readonly streaming?: boolean
}

export type TransformationParts<O> = Shared<O> &
  (
    | { table(table: Table, options: O, context: TransformationContext): Table | Iterable<Table> | undefined }
    | { stream(tables: Iterable<Table>, options: O, context: TransformationContext): Iterable<Table> }
  )

/** A function from a stream of tables to a stream of tables; see builtin.ts for an example. */
export function transformation<O>(name: string, parameters: readonly string[], parts: TransformationParts<O>): Builtin {
  return builtin(name, ['<-tables', ...parameters], (args, context) => {
    const parent = args.stream('tables').node
    return new TableStream(transformationNode(name, parts, { args, context, parent }))
  })
}

/** The plan node of a transformation, for functions that are built from several. */
export function transformationNode<O>(
  name: string,
  parts: TransformationParts<O>,
  { args, context, parent }: { args: Args; context: BuiltinContext; parent: PlanNode },
): PlanNode {
  const options = parts.options(args, context)
  const prepare = parts.prepare?.bind(parts)
  return {
    kind: parts.kind ?? name,
    frame: context.frame,
    parents: [parent],
    spec: options,
    ...(prepare === undefined ? {} : { prepare: (runtime: Runtime) => prepare(options, runtime) }),
    run([tables = []], runtime) {
      const inner = { runtime, frame: context.frame, overSource: this.parents[0]?.kind.startsWith('read') ?? false }
      const made =
        'stream' in parts
          ? parts.stream(tables, options, inner)
          : eachTable(tables, parts.table.bind(parts), { options, inner })
      return parts.streaming ? made : [...made]
    },
  }
}

function* eachTable<O>(
  tables: Iterable<Table>,
  step: (table: Table, options: O, context: TransformationContext) => Table | Iterable<Table> | undefined,
  { options, inner }: { options: O; inner: TransformationContext },
): Iterable<Table> {
  for (const table of tables) {
    const made = step(table, options, inner)
    if (made === undefined) continue
    if (Symbol.iterator in made) yield* made
    else yield made
  }
}
