import type { SeriesKey } from '../../storage/types.ts'
import type { Runtime } from '../interpreter/runtime.ts'
import type { PlanNode } from '../plan/node.ts'
import type { ReadSpec } from '../plan/read-spec.ts'
import { Column } from '../table/column.ts'
import { compareStrings, GroupKey } from '../table/group-key.ts'
import { bucketIdOf, labelsOf } from './series.ts'
import { mayMatch } from './storage-predicate.ts'

/** The keys of series, whatever their time: what `keys |> keep |> distinct` over a read asks for. */
export function readTagKeysNode(spec: ReadSpec): PlanNode {
  return listNode('readTagKeys', spec, (runtime) => {
    const found = new Set<string>(['_field', '_measurement'])
    for (const series of seriesOf(spec, runtime, undefined)) for (const [key] of series.tags) found.add(key)
    return ['_start', '_stop', ...[...found].sort(compareStrings)]
  })
}

/** The values of one key: what `keep |> group |> distinct` over a read asks for. */
export function readTagValuesNode(spec: ReadSpec, tag: string): PlanNode {
  return listNode('readTagValues', spec, (runtime) => {
    const found = new Set<string>()
    // The names of measurements are kept for the whole bucket; everything else by shard.
    const range = tag === '_measurement' ? undefined : spec
    for (const series of seriesOf(spec, runtime, range)) {
      const value = labelsOf(series).find(({ label }) => label === tag)?.value
      if (typeof value === 'string') found.add(value)
    }
    return [...found].sort(compareStrings)
  })
}

function* seriesOf(
  spec: ReadSpec,
  runtime: Runtime,
  range: { start: bigint; stop: bigint } | undefined,
): Iterable<SeriesKey> {
  const { predicate } = spec
  for (const series of runtime.host.seriesKeys(bucketIdOf(spec, runtime), range)) {
    if (predicate === undefined || mayMatch(predicate, series)) yield series
  }
}

function listNode(kind: string, spec: ReadSpec, list: (runtime: Runtime) => readonly string[]): PlanNode {
  return {
    kind,
    frame: undefined,
    parents: [],
    spec,
    prepare: (runtime) => void bucketIdOf(spec, runtime),
    run(_inputs, runtime) {
      const values = list(runtime)
      return [{ key: new GroupKey([]), columns: [new Column('_value', 'string', values)], length: values.length }]
    },
  }
}
