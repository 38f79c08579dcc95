import { FluxError } from '../../language/flux-error.ts'
import { TableStream } from '../../plan/table-stream.ts'
import type { FluxRecord } from '../../values/value.ts'
import { type Builtin, builtin, type Package } from '../builtin.ts'
import { type JoinMethod, type JoinSpec, joinTables } from './join-tables.ts'
import { joinColumns } from './predicate.ts'

const methods: readonly JoinMethod[] = ['inner', 'left', 'right', 'full']

function joining(name: string, fixed: { method?: JoinMethod; byTime?: boolean }): Builtin {
  return builtin(name, ['<-left', 'right', 'on?', 'as', 'method?'], (args, { frame, call }) => {
    const as = args.func('as')
    const wanted = fixed.method ?? args.string('method', 'inner')
    const method = methods.find((one) => one === wanted)
    if (method === undefined) {
      throw new FluxError(`unsupported join method "${wanted}": it must be "inner", "left", "right" or "full"`)
    }
    const on = fixed.byTime ? undefined : args.func('on')
    const spec = (): JoinSpec => ({
      method,
      on: on === undefined ? [{ left: '_time', right: '_time' }] : joinColumns(on),
      as: (l: FluxRecord, r: FluxRecord) => call(as, { l, r }),
    })
    return new TableStream({
      kind: 'join.tables',
      frame,
      parents: [args.stream('left').node, args.stream('right').node],
      run: ([left = [], right = []]) => [...joinTables(left, right, spec())],
    })
  })
}

/** Import path `join`. */
export const join: Package = {
  full: joining('full', { method: 'full' }),
  inner: joining('inner', { method: 'inner' }),
  left: joining('left', { method: 'left' }),
  right: joining('right', { method: 'right' }),
  tables: joining('tables', {}),
  time: joining('time', { byTime: true }),
}
