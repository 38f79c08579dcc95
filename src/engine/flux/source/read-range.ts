import type { SeriesSlice } from '../../storage/types.ts'
import type { PlanNode } from '../plan/node.ts'
import type { ReadSpec } from '../plan/read-spec.ts'
import { Column, constantColumn } from '../table/column.ts'
import { GroupKey } from '../table/group-key.ts'
import type { Table } from '../table/table.ts'
import { boundsOfRead, bucketIdOf, cellsOfSlice, columnTypeOfSlice, labelsOf, readSeries } from './series.ts'

/** A read of storage: one table a series, in series order. */
export function readNode(spec: ReadSpec): PlanNode {
  return {
    kind: 'read',
    frame: undefined,
    parents: [],
    spec,
    prepare: (runtime) => void bucketIdOf(spec, runtime),
    *run(_inputs, runtime) {
      for (const slice of readSeries(spec, runtime)) yield tableOfSlice(slice, spec)
    },
  }
}

/** A series as a table: `_start,_stop,_time,_value`, then `_field`, `_measurement` and the tags by label. */
export function tableOfSlice(slice: SeriesSlice, range: { start: bigint; stop: bigint }): Table {
  const length = slice.times.length
  const bounds = boundsOfRead(range)
  const labels = labelsOf(slice)
  const columns = [
    ...bounds.map((one) => constantColumn(one, one.value, length)),
    new Column('_time', 'time', slice.times),
    new Column('_value', columnTypeOfSlice(slice), cellsOfSlice(slice)),
    // A tag that is called like a bound has a column of its own, and nothing in it.
    ...labels.map((one) =>
      constantColumn(one, one.label === '_start' || one.label === '_stop' ? '' : one.value, length),
    ),
  ]
  return { key: new GroupKey([...bounds, ...labels]), columns, length }
}
