import { fluxTime } from '../../client/flux-literal.ts'
import { fluxString } from '../../contract/flux-string.ts'
import { nearest } from '../../contract/problem.ts'
import { UsageError } from '../../errors/index.ts'
import type { BenchQuery, QueryPlace } from './bench-query.ts'
import { tagValues, windowsWith } from './set-values.ts'
import { summaryMeasurement } from './summary.ts'

/** The first entity of every Home Assistant set. */
const entity = 'sensor.kitchen_temperature_1'

function events({ bucket, set }: QueryPlace, predicate: string): string {
  return from({ bucket, set }, `r._measurement == "home_assistant_events" and ${predicate}`)
}

function from({ bucket, set }: QueryPlace, predicate: string): string {
  return `from(bucket: ${fluxString(bucket)})
  |> range(start: ${fluxTime(set.startNs)}, stop: ${fluxTime(set.stopNs)})
  |> filter(fn: (r) => ${predicate})`
}

const hourlyMeans = '|> aggregateWindow(every: 1h, fn: mean, createEmpty: false)'

/** The queries of the five systems on Home Assistant events. */
export const queryCatalogue: readonly BenchQuery[] = [
  {
    name: 'hourly-24',
    title: 'Hourly means of one entity, computed from its events',
    flux: (place) => `${events(place, `r._field == "normalized_value" and r.entity_id == "${entity}"`)}
  ${hourlyMeans}`,
    rows: (set) => windowsWith(set, `entity_id=${entity}`, { hours: 1 }),
  },
  {
    name: 'daily-30',
    title: 'Daily means of one entity, computed from its events',
    // An entity has a series for each part of the day: a day's mean is of all of them.
    flux: (place) => `${events(place, `r._field == "normalized_value" and r.entity_id == "${entity}"`)}
  |> group(columns: ["entity_id"])
  |> aggregateWindow(every: 1d, fn: mean, createEmpty: false)`,
    rows: (set) => windowsWith(set, `entity_id=${entity}`, { hours: 24 }),
  },
  {
    name: 'latest-per-entity',
    title: 'The latest state of every entity',
    flux: (place) => `${events(place, 'r._field == "state_value"')}
  |> last()
  |> group(columns: ["entity_id"])
  |> sort(columns: ["_time"])
  |> last()`,
    rows: (set) => tagValues(set, 'entity_id').size,
  },
  {
    name: 'hourly-summary',
    title: 'Hourly means of one entity, as they were written beside its events',
    needsSummary: true,
    flux: (place) => from(place, `r._measurement == "${summaryMeasurement}" and r.entity_id == "${entity}"`),
    rows: (set) => windowsWith(set, `entity_id=${entity}`, { hours: 1 }),
  },
  {
    name: 'class-by-tag',
    title: 'Hourly means of all temperatures, found by the tag device_class',
    flux: (place) => `${events(place, 'r._field == "normalized_value" and r.device_class == "temperature"')}
  |> group()
  ${hourlyMeans}`,
    rows: (set) => windowsWith(set, 'device_class=temperature', { hours: 1 }),
  },
  {
    name: 'class-by-field',
    title: 'Hourly means of all temperatures, found by the field unit_of_measurement',
    flux: (place) => `${events(place, '(r._field == "normalized_value" or r._field == "unit_of_measurement")')}
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> filter(fn: (r) => r.unit_of_measurement == "°C")
  |> group()
  |> aggregateWindow(every: 1h, fn: mean, column: "normalized_value", createEmpty: false)`,
    rows: (set) => windowsWith(set, 'device_class=temperature', { hours: 1 }),
  },
]

/** @throws UsageError for a name that no query has. */
export function queryNamed(name: string): BenchQuery {
  const found = queryCatalogue.find((query) => query.name === name)
  if (found !== undefined) return found
  const near = nearest(
    name,
    queryCatalogue.map((query) => query.name),
  )
  throw new UsageError({
    operation: `find the query ${name} of a workload`,
    expected: `one of ${queryCatalogue.map((query) => query.name).join(', ')}`,
    found: 'no such query',
    ...(near !== undefined && { next: `Did you mean ${near}?` }),
  })
}
