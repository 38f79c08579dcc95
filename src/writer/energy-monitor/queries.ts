import type { FluxRow } from '../../client/annotated-csv.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import { UsageError } from '../../errors/index.ts'
import { bindFlux } from '../query/bind-flux.ts'
import { timeBound } from './time-bound.ts'

export const resolutions = ['1s', '1m', '15m'] as const
export type Resolution = (typeof resolutions)[number]

/** Which rows: of one building, in a range of times (see `timeBound`), averaged over windows. */
export interface EnergyRange {
  readonly buildingId: string
  readonly start: string
  /** Default now(). */
  readonly stop?: string
  /** Default 1m. */
  readonly resolution?: Resolution
}

export interface EnergyQueriesOptions {
  readonly client: InfluxClient
  readonly org: string
  readonly rawBucket: string
  readonly predictionsBucket: string
}

/** The queries of the energy monitor. Each field is averaged by itself, numbers only: texts have no mean. */
export interface EnergyQueries {
  readings(range: EnergyRange): AsyncGenerator<FluxRow>
  predictions(range: EnergyRange): AsyncGenerator<FluxRow>
}

/** @throws UsageError from a query, for an id, a time or a resolution that is none; nothing is sent then. */
export function createEnergyQueries({
  client,
  org,
  rawBucket,
  predictionsBucket,
}: EnergyQueriesOptions): EnergyQueries {
  const rows = (bucket: string, { measurement, fields }: Source, range: EnergyRange) =>
    client.flux.stream(org, bindFlux(script(range, fields), { bucket, measurement, building: range.buildingId }))
  return {
    readings: (range) => rows(rawBucket, { measurement: 'raw_reading', fields: 'aggregate_kw|voltage|current' }, range),
    predictions: (range) =>
      rows(predictionsBucket, { measurement: 'prediction', fields: 'predicted_kw|confidence|latency_ms' }, range),
  }
}

interface Source {
  readonly measurement: string
  /** Alternatives of a regular expression. */
  readonly fields: string
}

function script({ buildingId, start, stop = 'now()', resolution = '1m' }: EnergyRange, fields: string): string {
  if (!/^[a-zA-Z0-9_-]{1,64}$/.test(buildingId)) throw wrong('a building id of letters, digits, _ and -', buildingId)
  if (!resolutions.includes(resolution)) throw wrong(`a resolution of ${resolutions.join(', ')}`, resolution)
  return `from(bucket: params.bucket)
  |> range(start: ${timeBound(start)}, stop: ${timeBound(stop)})
  |> filter(fn: (r) => r._measurement == params.measurement and r.building_id == params.building)
  |> filter(fn: (r) => r._field =~ /^(${fields})$/)
  |> aggregateWindow(every: ${resolution}, fn: mean, createEmpty: false)`
}

function wrong(expected: string, found: string): UsageError {
  return new UsageError({ operation: 'query the energy monitor', expected, found: JSON.stringify(found) })
}
