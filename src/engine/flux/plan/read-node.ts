import type { SeriesSlice } from '../../storage/types.ts'
import type { Runtime } from '../interpreter/runtime.ts'
import { FluxError } from '../language/flux-error.ts'
import { filterTable } from '../packages/universe/filter.ts'
import { type Cell, Column, constantColumn } from '../table/column.ts'
import { GroupKey } from '../table/group-key.ts'
import type { Table } from '../table/table.ts'
import type { ColumnType, Frame } from '../values/value.ts'
import type { PlanNode } from './node.ts'
import type { ReadSpec } from './read-spec.ts'

/** A read of storage: one table a series, in series order. */
export function readNode(spec: ReadSpec, frame: Frame | undefined): PlanNode {
  return {
    kind: 'read',
    frame: undefined,
    parents: [],
    spec,
    prepare: (runtime) => void bucketId(spec, runtime),
    run: (_inputs, runtime) => read(spec, runtime, frame),
  }
}

/** The id of the bucket that a read names; an unknown name is "not found". */
export function bucketId(spec: ReadSpec, runtime: Runtime): string {
  const bucket = runtime.host.findBucket(spec.bucket)
  if (bucket !== undefined) return bucket.id
  const name = 'name' in spec.bucket ? spec.bucket.name : spec.bucket.id
  throw new FluxError(`could not find bucket "${name}"`, { code: 'not found' })
}

function* read(spec: ReadSpec, runtime: Runtime, frame: Frame | undefined): Iterable<Table> {
  const slices = runtime.host.read({ bucketId: bucketId(spec, runtime), start: spec.start, stop: spec.stop })
  for (const slice of slices) {
    let table: Table | undefined = tableOfSlice(slice, spec)
    for (const fn of spec.filters) {
      if (table === undefined || frame === undefined) break
      table = filterTable(table, { fn, keepEmpty: false }, frame)
    }
    if (table !== undefined) yield table
  }
}

const columnTypes: Readonly<Record<SeriesSlice['column']['type'], ColumnType>> = {
  float: 'float',
  integer: 'int',
  unsigned: 'uint',
  string: 'string',
  boolean: 'bool',
}

/** A series as a table: `_start,_stop,_time,_value,_field,_measurement` and the tags. */
export function tableOfSlice(slice: SeriesSlice, bounds: { start: bigint; stop: bigint }): Table {
  const length = slice.times.length
  const text = (label: string, value: string) => ({ label, type: 'string' as const, value })
  const time = (label: string, value: bigint) => ({ label, type: 'time' as const, value })
  const start = time('_start', bounds.start)
  const stop = time('_stop', bounds.stop)
  const labels = [
    text('_field', slice.field),
    text('_measurement', slice.measurement),
    ...slice.tags.map(([label, value]) => text(label, value)),
  ]
  const constant = (one: { label: string; type: ColumnType; value: Cell }) => constantColumn(one, one.value, length)
  const columns = [
    constant(start),
    constant(stop),
    new Column('_time', 'time', slice.times),
    new Column('_value', columnTypes[slice.column.type], cellsOf(slice.column)),
    ...labels.map(constant),
  ]
  return { key: new GroupKey([start, stop, ...labels]), columns, length }
}

function cellsOf(column: SeriesSlice['column']): ArrayLike<Cell> {
  return column.type === 'boolean' ? Array.from(column.values, (value) => value === 1) : column.values
}
