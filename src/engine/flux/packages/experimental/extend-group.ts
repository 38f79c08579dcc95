import { FluxError } from '../../language/flux-error.ts'
import { compareStrings } from '../../table/group-key.ts'
import { columnOf } from '../../table/table.ts'
import { TableCollector } from '../../table/table-collector.ts'
import { transformation } from '../transformation.ts'
import { regroup } from '../universe/group.ts'

/** Adds columns to the group key. */
export const group = transformation('group', ['columns', 'mode'], {
  kind: 'experimental.group',
  options(args) {
    const mode = args.string('mode')
    if (mode !== 'extend') {
      throw new FluxError(`invalid group mode "${mode}"; experimental.group requires mode "extend"`)
    }
    return args.strings('columns').toSorted(compareStrings)
  },
  *stream(tables, labels) {
    const collector = new TableCollector()
    for (const table of tables) {
      const missing = labels.find((label) => columnOf(table, label) === undefined)
      if (missing !== undefined) throw new FluxError(`unknown column "${missing}"`)
      // The key follows the order of the columns.
      const keyed = table.columns.filter(({ label }) => table.key.has(label) || labels.includes(label))
      regroup(table, keyed, collector)
    }
    yield* collector.tables('sorted')
  },
})
