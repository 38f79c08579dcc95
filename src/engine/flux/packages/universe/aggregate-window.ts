import { Args } from '../../interpreter/args.ts'
import { call } from '../../interpreter/call.ts'
import { FluxError } from '../../language/flux-error.ts'
import type { PlanNode } from '../../plan/node.ts'
import { TableStream } from '../../plan/table-stream.ts'
import { infinityNs } from '../../time/window.ts'
import { utc } from '../../time/zone.ts'
import { Duration } from '../../values/value.ts'
import { type BuiltinContext, builtin } from '../builtin.ts'
import { tableFillNode } from '../experimental/table/fill-node.ts'
import { duplicateColumn } from './duplicate.ts'
import { windowNode, windowSpec } from './window.ts'

/**
 * Aggregates windows of time. It is `window |> fn |> table.fill |> duplicate |> window(every: inf)`, and the planner
 * finds that shape again.
 */
export const aggregateWindow = builtin(
  'aggregateWindow',
  ['<-tables', 'every', 'period?', 'fn', 'offset?', 'location?', 'column?', 'timeSrc?', 'timeDst?', 'createEmpty?'],
  (args, context) => {
    const fn = args.func('fn')
    const column = args.string('column', '_value')
    const createEmpty = args.bool('createEmpty', true)
    const windowed = windowNode(windowOf(args, createEmpty, context), args.stream().node, context)
    const aggregated = call(fn, new Map([['column', column]]), {
      frame: { ...context.frame, row: true },
      piped: new TableStream(windowed),
    })
    if (!(aggregated instanceof TableStream)) throw new FluxError('fn must return a stream of tables')
    const filled = createEmpty ? tableFillNode(aggregated.node, context.frame) : aggregated.node
    const source = args.string('timeSrc', '_stop')
    const target = args.string('timeDst', '_time')
    return new TableStream(
      infiniteWindow(duplicateNode(filled, { column: source, as: target }, context), target, context),
    )
  },
)

/** A real server's text names the call inside its library. */
const windowCall = 'error calling function "window" @universe/universe.flux|3894:12-3900:10: '

function windowOf(args: Args, createEmpty: boolean, context: BuiltinContext) {
  const names = ['every', 'period', 'offset', 'location']
  const values = new Map([...args.values].filter(([name]) => names.includes(name)))
  values.set('createEmpty', createEmpty)
  try {
    return windowSpec(new Args(values), context)
  } catch (error) {
    if (!(error instanceof FluxError)) throw error
    throw new FluxError(`${windowCall}${error.message}`, { code: error.code, cause: error })
  }
}

function duplicateNode(parent: PlanNode, spec: { column: string; as: string }, { frame }: BuiltinContext): PlanNode {
  return {
    kind: 'duplicate',
    frame,
    parents: [parent],
    spec,
    *run([tables = []]) {
      for (const table of tables) yield duplicateColumn(table, spec)
    },
  }
}

function infiniteWindow(parent: PlanNode, timeColumn: string, context: BuiltinContext): PlanNode {
  const every = new Duration({ ns: infinityNs })
  const spec = { every, period: every, offset: new Duration({}), location: utc, createEmpty: false }
  return windowNode({ ...spec, timeColumn, startColumn: '_start', stopColumn: '_stop' }, parent, context)
}
