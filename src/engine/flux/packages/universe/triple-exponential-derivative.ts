import { Args } from '../../interpreter/args.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { type Cell, Column } from '../../table/column.ts'
import { columnOf, sliceRows, type Table } from '../../table/table.ts'
import { builtin } from '../builtin.ts'
import { transformationNode } from '../transformation.ts'
import { exponentialMovingAverage } from './exponential-moving-average.ts'

/** The change in percent of an exponential mean taken three times. */
export const tripleExponentialDerivative = builtin(
  'tripleExponentialDerivative',
  ['<-tables', 'n'],
  (args, context) => {
    let stream = args.value('tables')
    for (let i = 0; i < 3; i++) {
      stream = exponentialMovingAverage.run(
        new Args(
          new Map([
            ['tables', stream],
            ['n', args.int('n')],
          ]),
        ),
        context,
      )
    }
    const parent = new Args(new Map([['tables', stream]])).stream().node
    return new TableStream(
      transformationNode(
        'tripleExponentialDerivative',
        { options: () => undefined, table: (table) => changes(table) },
        { args, context, parent },
      ),
    )
  },
)

function changes(table: Table): Table {
  const column = columnOf(table, '_value')
  const cells: Cell[] = []
  for (let row = 1; row < table.length; row++) {
    const now = column?.at(row)
    const before = column?.at(row - 1)
    cells.push(typeof now === 'number' && typeof before === 'number' ? (now / before - 1) * 100 : null)
  }
  const kept = sliceRows(table, 1, table.length)
  const columns = kept.columns.map((one) => (one.label === '_value' ? new Column('_value', 'float', cells) : one))
  return { ...kept, columns }
}
