import { sliceRows, type Table } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

/** The first rows of the first tables. */
export const preview = transformation('preview', ['nrows?', 'ntables?'], {
  options: (args) => ({ rows: Number(args.int('nrows', 5n)), tables: Number(args.int('ntables', 5n)) }),
  *stream(tables, limits): Iterable<Table> {
    if (limits.tables <= 0) return
    let left = limits.tables
    for (const table of tables) {
      yield table.length > limits.rows ? sliceRows(table, 0, Math.max(0, limits.rows)) : table
      left -= 1
      if (left === 0) return
    }
  },
})
