import { type FluxDefined, fluxDefined } from '../../flux-defined.ts'

/** Rows of a bucket in a range, the last 30 days by default; push-down answers from keys what follows. */
const rows = '|> range(start: start, stop: stop)'
const bounds = 'start=-30d, stop=now()'

const values = (name: string, parameters: string, { tag, filter }: { tag: string; filter: string }): FluxDefined =>
  fluxDefined(
    name,
    `(bucket, ${parameters}${bounds}) => from(bucket: bucket)
      ${rows}
      ${filter}
      |> keep(columns: [${tag}])
      |> group()
      |> distinct(column: ${tag})`,
  )

const keys = (name: string, parameters: string, filter: string): FluxDefined =>
  fluxDefined(
    name,
    `(bucket, ${parameters}${bounds}) => from(bucket: bucket)
      ${rows}
      ${filter}
      |> keys()
      |> keep(columns: ["_value"])
      |> distinct()`,
  )

const byPredicate = '|> filter(fn: predicate)'
const byMeasurement = '|> filter(fn: (r) => r._measurement == measurement)'
const predicate = 'predicate=(r) => true, '

/** The distinct values of a tag. */
export const tagValues = values('tagValues', `tag, ${predicate}`, { tag: 'tag', filter: byPredicate })
export const measurementTagValues = values('measurementTagValues', 'measurement, tag, ', {
  tag: 'tag',
  filter: byMeasurement,
})

/** The keys of the series, `_start` and `_stop` among them. */
export const tagKeys = keys('tagKeys', predicate, byPredicate)
export const measurementTagKeys = keys('measurementTagKeys', 'measurement, ', byMeasurement)

/** The distinct names of fields and of measurements. */
export const fieldKeys = values('fieldKeys', predicate, { tag: '"_field"', filter: byPredicate })
export const measurementFieldKeys = values('measurementFieldKeys', 'measurement, ', {
  tag: '"_field"',
  filter: byMeasurement,
})
export const measurements = values('measurements', '', { tag: '"_measurement"', filter: '' })
