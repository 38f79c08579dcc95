import type { FieldValue, Point } from '../../../../../line-protocol/types.ts'
import { FluxError } from '../../../language/flux-error.ts'
import { TableStream } from '../../../plan/table-stream.ts'
import { columnOf, type Table } from '../../../table/table.ts'
import { type Builtin, builtin } from '../../builtin.ts'
import { tagsOf } from './to.ts'
import { fieldValue, writeNode, writeTarget } from './write-node.ts'

/** Writes rows whose columns are fields: key columns of text are tags, the others fields. */
export const wideTo = wideWriter('wideTo')

/** The same under its name in `experimental`. */
export const experimentalTo = wideWriter('to')

function wideWriter(name: string): Builtin {
  const parameters = ['<-tables', 'bucket?', 'bucketID?', 'org?', 'orgID?', 'host?', 'token?']
  return builtin(name, parameters, (args, { frame }) => {
    const target = writeTarget(args, name)
    return new TableStream(writeNode(target, pointsOf, { kind: 'wide-to', frame, parent: args.stream().node }))
  })
}

const bounds = new Set(['_start', '_stop', '_time', '_measurement'])

function* pointsOf(table: Table): Iterable<Point> {
  const times = columnOf(table, '_time')
  if (times === undefined) throw new FluxError('no column with label _time exists')
  const measurement = table.key.get('_measurement')?.value
  if (typeof measurement !== 'string') throw new FluxError('required column _measurement is not part of the group key')
  const others = table.columns.filter(({ label }) => !bounds.has(label))
  const tags = others.filter(({ label, type }) => table.key.has(label) && type === 'string')
  const columns = others.filter((column) => !tags.includes(column))
  for (let row = 0; row < table.length; row++) {
    const time = times.at(row)
    const fields = columns.flatMap((column): [string, FieldValue][] => {
      const value = fieldValue(column.value(row))
      return value === undefined ? [] : [[column.label, value]]
    })
    if (typeof time === 'bigint' && fields.length > 0) yield { measurement, tags: tagsOf(tags, row), fields, time }
  }
}
