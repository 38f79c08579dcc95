import { FluxError } from '../../../language/flux-error.ts'
import { partitionFilter } from '../../../plan/rules/partition-filter.ts'
import { TableStream } from '../../../plan/table-stream.ts'
import { bucketIdOf } from '../../../source/series.ts'
import { mayMatch } from '../../../source/storage-predicate.ts'
import { Column } from '../../../table/column.ts'
import { GroupKey } from '../../../table/group-key.ts'
import { builtin } from '../../builtin.ts'
import { bucketOf } from '../../universe/from.ts'
import { absoluteTime } from '../../universe/range.ts'

/** How many series (measurement and tags) a bucket has in a range. */
export const cardinality = builtin(
  'cardinality',
  ['bucket?', 'bucketID?', 'org?', 'orgID?', 'host?', 'token?', 'start', 'stop?', 'predicate?'],
  (args, { runtime, frame }) => {
    const now = runtime.nowNs()
    const start = absoluteTime(args.value('start'), now)
    const stop = args.has('stop') ? absoluteTime(args.value('stop'), now) : now
    const spec = { bucket: bucketOf(args), otherOrg: false, start, stop, predicate: undefined }
    const { pushed, rest } = args.has('predicate')
      ? partitionFilter(args.func('predicate'))
      : { pushed: undefined, rest: undefined }
    if (rest !== undefined) throw new FluxError('predicate of cardinality must be decidable by storage')
    return new TableStream({
      kind: 'cardinality',
      frame,
      parents: [],
      prepare: (query) => void bucketIdOf(spec, query),
      run(_inputs, query) {
        const series = new Set<string>()
        for (const key of query.host.seriesKeys(bucketIdOf(spec, query), spec)) {
          if (pushed === undefined || mayMatch(pushed, key)) series.add(JSON.stringify([key.measurement, key.tags]))
        }
        return [{ key: new GroupKey([]), columns: [new Column('_value', 'int', [BigInt(series.size)])], length: 1 }]
      },
    })
  },
)
