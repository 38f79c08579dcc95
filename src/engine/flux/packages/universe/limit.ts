import { sliceRows } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

/** The first rows of each table. */
export const limit = transformation('limit', ['n', 'offset?'], {
  options: (args) => ({ n: Number(args.int('n')), offset: Number(args.int('offset', 0n)) }),
  table: (table, { n, offset }) => sliceRows(table, offset, offset + n),
})
