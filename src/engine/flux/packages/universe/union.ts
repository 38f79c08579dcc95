import type { PlanNode } from '../../plan/node.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { builtin } from '../builtin.ts'

/** The rows of several streams; tables of one key become one. */
export const union = builtin('union', ['tables'], (args, { frame }) => {
  const parents = args
    .array('tables')
    .elements.flatMap((one): PlanNode[] => (one instanceof TableStream ? [one.node] : []))
  return new TableStream({
    kind: 'union',
    frame,
    parents,
    *run(inputs) {
      const collector = new TableCollector()
      for (const tables of inputs) for (const table of tables) collector.add(table.key, table)
      yield* collector.tables('sorted')
    },
  })
})
