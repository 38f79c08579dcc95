import type { Runtime } from './interpreter/runtime.ts'
import { FluxError } from './language/flux-error.ts'
import type { YieldSpec } from './packages/universe/yield.ts'
import { execute } from './plan/execute.ts'
import type { PlanNode } from './plan/node.ts'
import type { Table } from './table/table.ts'

export interface Result {
  readonly name: string
  readonly tables: Iterable<Table>
}

const defaultName = '_result'

/** The results of a script's streams: every `yield` on the way, and `_result` for streams that end without one. */
export function resultsOf(streams: readonly PlanNode[], runtime: Runtime): Result[] {
  if (streams.length === 0) {
    throw new FluxError(
      'error in query specification while starting program: this Flux script returns no streaming data. ' +
        'Consider adding a "yield" or invoking streaming functions directly, without performing an assignment',
    )
  }
  const named = namedNodes(streams)
  const tables = execute(
    named.map(({ node }) => node),
    runtime,
  )
  return named.map(({ name }, i) => ({ name, tables: tables[i] ?? [] }))
}

function namedNodes(streams: readonly PlanNode[]): { name: string; node: PlanNode }[] {
  const consumed = new Set<PlanNode>()
  const order: PlanNode[] = []
  const seen = new Set<PlanNode>()
  const visit = (node: PlanNode) => {
    if (seen.has(node)) return
    seen.add(node)
    for (const parent of node.parents) {
      consumed.add(parent)
      visit(parent)
    }
    order.push(node)
  }
  streams.forEach(visit)

  const found: { name: string; node: PlanNode; generated: boolean }[] = []
  for (const node of order) {
    if (node.kind === 'yield') {
      const { name } = node.spec as YieldSpec
      if (found.some((one) => one.name === name && !one.generated)) {
        throw new FluxError(
          `error in building plan while starting program: found more than one call to yield() with the name "${name}"`,
        )
      }
      found.push({ name, node, generated: false })
    } else if (!consumed.has(node) && node.sideEffect) {
      // A real server names such a result by the step's kind and its place in the query.
      found.push({ name: `${node.kind}${order.indexOf(node)}`, node, generated: true })
    } else if (!consumed.has(node)) {
      found.push({ name: defaultName, node, generated: true })
    }
  }
  const names = new Set<string>()
  for (const { name } of found) {
    if (names.has(name)) {
      throw new FluxError(
        `failed to initialize execute state: tried to produce more than one result with the name "${name}"`,
      )
    }
    names.add(name)
  }
  return found
}
