import { FluxError, NotImplemented } from '../../language/flux-error.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { builtin, type Package } from '../builtin.ts'
import { annotatedTables } from './annotated.ts'
import { rawTables } from './raw.ts'

/** Tables from a CSV text, annotated or raw. Files are left to real servers. */
const from = builtin('from', ['csv?', 'file?', 'mode?'], (args, { frame }) => {
  const text = args.string('csv', '')
  const file = args.string('file', '')
  const mode = args.string('mode', 'annotations')
  if (text === '' && file === '') throw new FluxError('must provide csv raw text or filename')
  if (text !== '' && file !== '') {
    throw new FluxError('must provide exactly one of the parameters csv or file')
  }
  if (file !== '') throw new NotImplemented('csv.from with a file')
  if (mode !== 'annotations' && mode !== 'raw') {
    throw new FluxError(`mode must be "annotations" or "raw", got "${mode}"`)
  }
  return new TableStream({
    kind: 'csv.from',
    frame,
    parents: [],
    run: () => [...(mode === 'raw' ? rawTables(text) : annotatedTables(text))],
  })
})

/** Import path `csv`. */
export const csv: Package = { from }
