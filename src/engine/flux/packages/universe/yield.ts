import { transformation } from '../transformation.ts'

export interface YieldSpec {
  readonly name: string
}

/** Names a result. */
export const yieldResult = transformation<YieldSpec>('yield', ['name?'], {
  options: (args) => ({ name: args.string('name', '_result') }),
  table: (table) => table,
})
