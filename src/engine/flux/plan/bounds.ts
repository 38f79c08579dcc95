import type { RangeSpec } from '../packages/universe/range.ts'
import type { TimeShiftSpec } from '../packages/universe/time-rows.ts'
import type { Bounds } from '../time/window.ts'
import { addDuration } from '../values/duration-math.ts'
import type { PlanNode } from './node.ts'

/** The time range that a step's rows lie in, as the planner knows it; undefined: no `range` before it. */
export function boundsOf(node: PlanNode): Bounds | undefined {
  let bounds: Bounds | undefined
  for (const parent of node.parents) {
    const one = boundsOf(parent)
    if (one === undefined) continue
    bounds = bounds === undefined ? one : union(bounds, one)
  }
  if (node.kind === 'timeShift' && bounds !== undefined) {
    const { duration } = node.spec as TimeShiftSpec
    return { start: addDuration(bounds.start, duration), stop: addDuration(bounds.stop, duration) }
  }
  if (node.kind !== 'range' && !node.kind.startsWith('read')) return bounds
  const { start, stop } = node.spec as RangeSpec
  if (bounds === undefined) return { start, stop }
  return {
    start: start > bounds.start ? start : bounds.start,
    stop: stop < bounds.stop ? stop : bounds.stop,
  }
}

function union(a: Bounds, b: Bounds): Bounds {
  return { start: a.start < b.start ? a.start : b.start, stop: a.stop > b.stop ? a.stop : b.stop }
}
