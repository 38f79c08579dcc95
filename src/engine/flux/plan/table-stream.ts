import type { PlanNode } from './node.ts'

/** A stream of tables as a value: the plan that would make it. Two uses of one value share its rows. */
export class TableStream {
  readonly node: PlanNode
  constructor(node: PlanNode) {
    this.node = node
  }
}
