import type { Runtime } from '../interpreter/runtime.ts'
import { FluxError } from '../language/flux-error.ts'
import type { Table } from '../table/table.ts'
import type { PlanNode } from './node.ts'
import { optimise } from './optimise.ts'
import { stepError } from './runtime-error.ts'

/**
 * Plans and runs the steps behind some roots. Preparation errors come before any table; tables are made when they
 * are asked for, and those of a step with several consumers only once.
 */
export function execute(roots: readonly PlanNode[], runtime: Runtime): Iterable<Table>[] {
  const planned = optimise(roots, runtime)
  const consumers = countConsumers(planned)
  prepare(planned, runtime)
  const running = new Map<PlanNode, Iterable<Table>>()
  return planned.map((root) => run(root, { runtime, consumers, running }))
}

function countConsumers(roots: readonly PlanNode[]): Map<PlanNode, number> {
  const counts = new Map<PlanNode, number>()
  const visit = (node: PlanNode) => {
    const count = counts.get(node) ?? 0
    counts.set(node, count + 1)
    if (count === 0) node.parents.forEach(visit)
  }
  roots.forEach(visit)
  return counts
}

function prepare(roots: readonly PlanNode[], runtime: Runtime): void {
  const seen = new Set<PlanNode>()
  const visit = (node: PlanNode) => {
    if (seen.has(node)) return
    seen.add(node)
    node.parents.forEach(visit)
    try {
      node.prepare?.(runtime)
    } catch (error) {
      if (!(error instanceof FluxError)) throw error
      throw new FluxError(`failed to initialize execute state: ${error.message}`, { code: error.code, cause: error })
    }
  }
  roots.forEach(visit)
}

interface Running {
  readonly runtime: Runtime
  readonly consumers: ReadonlyMap<PlanNode, number>
  readonly running: Map<PlanNode, Iterable<Table>>
}

function run(node: PlanNode, state: Running): Iterable<Table> {
  const known = state.running.get(node)
  if (known !== undefined) return known
  const inputs = node.parents.map((parent) => run(parent, state))
  const tables = guarded(node, inputs, state.runtime)
  const shared = (state.consumers.get(node) ?? 0) > 1 ? replayable(tables) : tables
  state.running.set(node, shared)
  return shared
}

function* guarded(node: PlanNode, inputs: readonly Iterable<Table>[], runtime: Runtime): Generator<Table> {
  try {
    yield* node.run(inputs, runtime)
  } catch (error) {
    throw stepError(error, node.frame)
  }
}

/** Lets several consumers walk tables that are made once. */
function replayable(tables: Generator<Table>): Iterable<Table> {
  const made: Table[] = []
  let failure: { error: unknown } | undefined
  let done = false
  return {
    *[Symbol.iterator]() {
      for (let i = 0; ; i++) {
        while (i >= made.length && !done) {
          try {
            const next = tables.next()
            if (next.done) done = true
            else made.push(next.value)
          } catch (error) {
            failure = { error }
            done = true
          }
        }
        const table = made[i]
        if (table !== undefined) yield table
        else if (failure !== undefined) throw failure.error
        else return
      }
    },
  }
}
