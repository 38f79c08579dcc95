import { isAtLeast } from '../../../version.ts'
import { FluxError } from '../../language/flux-error.ts'
import { BareError } from '../../plan/runtime-error.ts'
import { sliceRows } from '../../table/table.ts'
import { transformation } from '../transformation.ts'

/** The first rows of each table; tables that lie wholly before the offset vanish. */
export const limit = transformation('limit', ['n', 'offset?'], {
  streaming: true,
  options(args, { runtime }) {
    const offset = args.int('offset', 0n)
    if (offset < 0n && isAtLeast(runtime.host.version, '2.9.1')) {
      throw new FluxError(`limit offset cannot be negative (${offset})`)
    }
    return { n: Number(args.int('n')), offset: Number(offset) }
  },
  table(table, { n, offset }) {
    if (offset < 0) {
      throw new BareError(`panic: runtime error: slice bounds out of range [${offset}:]`, { code: 'internal error' })
    }
    if (table.length > 0 && offset >= table.length) return undefined
    return sliceRows(table, offset, offset + Math.max(n, 0))
  },
})

/** The last rows of each table. */
export const tail = transformation('tail', ['n', 'offset?'], {
  options: (args) => ({ n: Number(args.int('n')), offset: Number(args.int('offset', 0n)) }),
  table(table, { n, offset }) {
    const end = Math.max(0, table.length - offset)
    return sliceRows(table, Math.max(0, end - n), end)
  },
})
