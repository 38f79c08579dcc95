import type { ColumnChoice } from '../../packages/universe/drop-keep.ts'
import type { FilterSpec } from '../../packages/universe/filter.ts'
import type { GroupSpec } from '../../packages/universe/group.ts'
import { readTagKeysNode, readTagValuesNode } from '../../source/read-tags.ts'
import type { ReadSpec } from '../read-spec.ts'
import type { Rule } from './push-down.ts'

/** `filter(fn: (r) => true)` decides nothing. */
export const dropTrivialFilter: Rule = (node, parent) => {
  if (node.kind !== 'filter') return undefined
  const body = (node.spec as FilterSpec).fn.definition?.expression.body
  return body?.type === 'Identifier' && body.name === 'true' ? parent : undefined
}

/** `keys |> keep(columns: ["_value"]) |> distinct` over a read. */
export const pushTagKeys: Rule = (node, parent) => {
  const [keys] = parent.parents
  const [read] = keys?.parents ?? []
  if (node.kind !== 'distinct' || parent.kind !== 'keep' || keys?.kind !== 'keys' || read?.kind !== 'read') {
    return undefined
  }
  const column = keys.spec as string
  if (!keepsOnly(parent.spec as ColumnChoice, column) || (node.spec as string) !== column) return undefined
  return readTagKeysNode(read.spec as ReadSpec)
}

/** `keep(columns: [tag]) |> group() |> distinct(column: tag)` over a read. */
export const pushTagValues: Rule = (node, parent) => {
  const [keep] = parent.parents
  const [read] = keep?.parents ?? []
  if (node.kind !== 'distinct' || parent.kind !== 'group' || keep?.kind !== 'keep' || read?.kind !== 'read') {
    return undefined
  }
  const { mode, columns } = parent.spec as GroupSpec
  const tag = node.spec as string
  if (mode !== 'by' || columns.length > 0 || ['_time', '_value', '_start', '_stop'].includes(tag)) return undefined
  return keepsOnly(keep.spec as ColumnChoice, tag) ? readTagValuesNode(read.spec as ReadSpec, tag) : undefined
}

function keepsOnly({ columns }: ColumnChoice, column: string): boolean {
  return columns?.length === 1 && columns[0] === column
}
