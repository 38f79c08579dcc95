import type { AggregateSpec } from '../../packages/aggregate.ts'
import { aggregateWindowNode } from '../../packages/universe/aggregate-window-in-memory.ts'
import type { DuplicateSpec } from '../../packages/universe/duplicate.ts'
import { isInfinite, type WindowSpec } from '../../packages/universe/window.ts'
import type { Rule } from './push-down.ts'

/**
 * `window |> mean, sum or count |> duplicate(as: "_time") |> window(every: inf)` in memory becomes one step, whose
 * columns come as `_time`, key, value.
 */
export const fuseAggregateWindow: Rule = (node, parent) => {
  if (node.kind !== 'window' || parent.kind !== 'duplicate') return undefined
  const infinite = node.spec as WindowSpec
  if (!isInfinite(infinite)) return undefined
  const { column, as } = parent.spec as DuplicateSpec
  if (as !== '_time' || (column !== '_start' && column !== '_stop')) return undefined
  const below = parent.parents[0]
  const aggregate = below?.kind === 'tableFill' ? below.parents[0] : below
  const kind = (['mean', 'sum', 'count'] as const).find((one) => one === aggregate?.kind)
  const window = aggregate?.parents[0]
  const input = window?.parents[0]
  if (kind === undefined || aggregate === undefined || window?.kind !== 'window' || input === undefined)
    return undefined
  const spec = window.spec as WindowSpec
  const plain = spec.timeColumn === '_time' && spec.startColumn === '_start' && spec.stopColumn === '_stop'
  if (!plain || isInfinite(spec)) return undefined
  const fused = {
    window: spec,
    aggregate: kind,
    column: (aggregate.spec as AggregateSpec).column,
    edge: column,
  } as const
  return aggregateWindowNode(fused, input)
}
