import type { Args } from '../../interpreter/args.ts'
import { FluxError } from '../../language/flux-error.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { type Cell, Column } from '../../table/column.ts'
import { GroupKey } from '../../table/group-key.ts'
import type { Table } from '../../table/table.ts'
import { typeName } from '../../values/value.ts'
import { type BuiltinContext, builtin, type Package } from '../builtin.ts'
import { timeable } from '../date/timeable.ts'

/** `count` rows evenly from start to stop, with what a function makes of their number. */
const from = builtin('from', ['start', 'stop', 'count', 'fn'], (args, context) => {
  const bounds = {
    start: timeable(args, 'start', context.runtime) ?? 0n,
    stop: timeable(args, 'stop', context.runtime) ?? 0n,
  }
  return new TableStream({
    kind: 'generate.from',
    frame: context.frame,
    parents: [],
    run: () => [generated(args, bounds, context)],
  })
})

function generated(args: Args, { start, stop }: { start: bigint; stop: bigint }, { call }: BuiltinContext): Table {
  const count = args.int('count')
  const fn = args.func('fn')
  if (count === 0n) throw new FluxError('panic: runtime error: integer divide by zero', { code: 'internal error' })
  const step = (stop - start) / count
  const times: Cell[] = []
  const values: Cell[] = []
  for (let n = 0n; n < count; n++) {
    const value = call(fn, { n })
    if (typeof value !== 'bigint') {
      throw new FluxError(`function must return type integer, but got ${typeName(value)}`)
    }
    times.push(start + n * step)
    values.push(value)
  }
  const key = new GroupKey([
    { label: '_start', type: 'time', value: start },
    { label: '_stop', type: 'time', value: stop },
  ])
  return {
    key,
    columns: [new Column('_time', 'time', times), new Column('_value', 'int', values)],
    length: times.length,
  }
}

/** Import path `generate`. */
export const generate: Package = { from }
