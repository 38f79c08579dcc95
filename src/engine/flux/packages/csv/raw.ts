import { Column } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { checkWidth, csvRecords } from './records.ts'

/** A table of strings from a text whose first line names the columns. */
export function* rawTables(text: string): Iterable<Table> {
  const [header, ...rows] = csvRecords(text).filter((record) => record !== undefined)
  if (header === undefined) return
  for (const row of rows) checkWidth(row, header.length)
  const columns = header.map(
    (label, i) =>
      new Column(
        label,
        'string',
        rows.map((row) => row[i] ?? ''),
      ),
  )
  yield { key: new GroupKey([]), columns, length: rows.length }
}
