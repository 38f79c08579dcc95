import type { Package } from '../../builtin.ts'
import { fluxDefined } from '../../flux-defined.ts'

const fromRange = fluxDefined(
  'fromRange',
  '(bucket, start, stop=now()) => from(bucket: bucket) |> range(start: start, stop: stop)',
)
const filterMeasurement = fluxDefined(
  'filterMeasurement',
  '(measurement, table=<-) => table |> filter(fn: (r) => r._measurement == measurement)',
)

/** All fields where none is named. */
const filterFields = fluxDefined(
  'filterFields',
  `(fields=[], table=<-) =>
    if length(arr: fields) > 0
      then table |> filter(fn: (r) => contains(set: fields, value: r._field))
      else table`,
)

const inBucket = fluxDefined(
  'inBucket',
  `(bucket, measurement, start, stop=now(), fields=[], predicate=(r) => true) =>
    query.filterFields(
      fields: fields,
      table: from(bucket: bucket)
        |> range(start: start, stop: stop)
        |> filter(fn: (r) => r._measurement == measurement)
        |> filter(fn: predicate),
    )`,
  { query: 'experimental/query' },
)

/** Import path `experimental/query`. */
export const experimentalQuery: Package = { filterFields, filterMeasurement, fromRange, inBucket }
