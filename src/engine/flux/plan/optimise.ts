import type { Runtime } from '../interpreter/runtime.ts'
import { FluxError } from '../language/flux-error.ts'
import type { FromSpec } from '../packages/universe/from.ts'
import type { PlanNode } from './node.ts'
import type { ReadSpec } from './read-spec.ts'
import { fuseAggregateWindow } from './rules/fuse-aggregate-window.ts'
import {
  pushAggregate,
  pushFilter,
  pushForce,
  pushGroup,
  pushGroupAggregate,
  pushRange,
  pushTime,
  pushWindowAggregate,
  type Rule,
} from './rules/push-down.ts'
import { dropTrivialFilter, pushTagKeys, pushTagValues } from './rules/push-tags.ts'

/**
 * Rewrites a plan as a real server's planner does: what storage can answer moves into the read. A step with two
 * consumers stays where it is. Throws "error in building plan while starting program: …".
 */
export function optimise(roots: readonly PlanNode[], runtime: Runtime): PlanNode[] {
  const consumers = new Map<PlanNode, number>()
  const count = (node: PlanNode) => {
    const seen = consumers.get(node) ?? 0
    consumers.set(node, seen + 1)
    if (seen === 0) node.parents.forEach(count)
  }
  roots.forEach(count)
  const rewritten = new Map<PlanNode, PlanNode>()
  const rewrite = (node: PlanNode): PlanNode => {
    const known = rewritten.get(node)
    if (known !== undefined) return known
    const parents = node.parents.map(rewrite)
    const alone = node.parents.every((parent) => consumers.get(parent) === 1)
    const same = parents.every((parent, i) => parent === node.parents[i])
    const moved = same ? node : { ...node, parents }
    const made = (alone ? push(moved) : undefined) ?? moved
    rewritten.set(node, made)
    return made
  }
  const made = roots.map(rewrite)
  for (const root of made) refuseUnbounded(root, runtime)
  return made
}

const rules: readonly Rule[] = [
  dropTrivialFilter,
  pushRange,
  pushFilter,
  pushGroup,
  pushAggregate,
  pushGroupAggregate,
  pushWindowAggregate,
  pushForce,
  pushTime,
  pushTagKeys,
  pushTagValues,
  fuseAggregateWindow,
]

/** What the first rule that fits makes of a step and the steps before it; undefined: it stays. */
function push(node: PlanNode): PlanNode | undefined {
  const parent = node.parents[0]
  if (parent === undefined || node.parents.length > 1) return undefined
  for (const rule of rules) {
    const made = rule(node, parent)
    if (made !== undefined) return made
  }
  return undefined
}

function planError(message: string): FluxError {
  return new FluxError(`error in building plan while starting program: ${message}`)
}

function refuseUnbounded(root: PlanNode, runtime: Runtime): void {
  const visit = (node: PlanNode) => {
    if (node.kind === 'from' || (node.kind.startsWith('read') && (node.spec as ReadSpec).otherOrg)) {
      const { bucket, otherOrg } = node.spec as FromSpec
      if (otherOrg) {
        throw planError(
          'reads from the storage engine cannot read from a separate organization; please specify a host or remove the organization',
        )
      }
      const name = 'name' in bucket ? bucket.name : (runtime.host.findBucket(bucket)?.name ?? bucket.id)
      throw planError(`cannot submit unbounded read to "${name}"; try bounding 'from' with a call to 'range'`)
    }
    if (node.kind.startsWith('read')) {
      const { start, stop } = node.spec as ReadSpec
      if (start >= stop) throw planError('cannot query an empty range')
    }
    node.parents.forEach(visit)
  }
  visit(root)
}
