import type { FluxRow } from '../../client/annotated-csv.ts'
import { createInfluxClient } from '../../client/influx-client.ts'
import type { Transport } from '../../client/transport.ts'
import { UsageError } from '../../errors/index.ts'
import { createPatternAggregatesNormalizer } from '../../normalize/pattern-aggregates/normalizer.ts'
import type { Outcome } from '../outcome-ledger.ts'
import { bindFlux, type FluxParameter } from '../query/bind-flux.ts'
import { createWriter } from '../writer.ts'
import type { WriteFailedError } from '../writer-error.ts'

export interface PatternAggregateOptions {
  readonly url: string
  readonly token: string
  readonly org: string
  /** Default pattern_aggregates_daily. */
  readonly bucketDaily?: string
  /** Default pattern_aggregates_weekly; takes the monthly aggregates too. */
  readonly bucketWeekly?: string
  readonly transport: Transport
  readonly onError?: ((error: WriteFailedError) => void) | undefined
}

/** Tags and fields of one aggregate, by name; period as `date` (2025-10-24), `week` (2025-W43) or `month` (2025-10). */
export type AggregateRecord = Readonly<Record<string, unknown>>

const methods = {
  writeTimeBasedDaily: 'time_based_daily',
  writeCoOccurrenceDaily: 'co_occurrence_daily',
  writeSequenceDaily: 'sequence_daily',
  writeRoomBasedDaily: 'room_based_daily',
  writeDurationDaily: 'duration_daily',
  writeAnomalyDaily: 'anomaly_daily',
  writeSessionWeekly: 'session_weekly',
  writeDayTypeWeekly: 'day_type_weekly',
  writeContextualMonthly: 'contextual_monthly',
  writeSeasonalMonthly: 'seasonal_monthly',
} as const

type Writes = { readonly [Method in keyof typeof methods]: (record: AggregateRecord) => Promise<void> }

/** Writes the ten aggregates, each to its bucket, at the start of its period: writing one again overwrites it. */
export interface PatternAggregateClient extends Writes, AsyncDisposable {
  query(flux: string, params?: Readonly<Record<string, FluxParameter>>): AsyncGenerator<FluxRow>
  flush(): Promise<{ readonly daily: Outcome; readonly weekly: Outcome }>
  close(): Promise<{ readonly daily: Outcome; readonly weekly: Outcome }>
}

/** @throws UsageError from a write method, for a record that is no such aggregate: nothing is written then. */
export function createPatternAggregateClient(options: PatternAggregateOptions): PatternAggregateClient {
  const { url, token, org, transport, onError } = options
  const { bucketDaily = 'pattern_aggregates_daily', bucketWeekly = 'pattern_aggregates_weekly' } = options
  const daily = createWriter({ url, token, org, transport, onError, bucket: bucketDaily })
  const weekly = createWriter({ url, token, org, transport, onError, bucket: bucketWeekly })
  const client = createInfluxClient({ url, token, transport })
  const { normalize } = createPatternAggregatesNormalizer()
  const write = (measurement: string) => async (record: AggregateRecord) => {
    const outcome = normalize({ ...record, measurement })
    if (outcome.kind === 'drop') {
      const found = `${outcome.reason}: ${outcome.detail}`
      throw new UsageError({ operation: `write ${measurement}`, expected: 'a complete aggregate', found })
    }
    const accepted = await (measurement.endsWith('_daily') ? daily : weekly).write(outcome.point)
    if (accepted === 'queued') return
    throw new UsageError({
      operation: `write ${measurement}`,
      expected: 'values that line protocol can hold',
      found: 'others',
    })
  }
  const both = async (ask: (writer: typeof daily) => Promise<Outcome>) => {
    const [first, second] = await Promise.all([ask(daily), ask(weekly)])
    return { daily: first, weekly: second }
  }
  const close = () => both((writer) => writer.close())
  const writes = Object.fromEntries(Object.entries(methods).map(([name, measurement]) => [name, write(measurement)]))
  return {
    ...(writes as unknown as Writes),
    query: (flux, params = {}) => client.flux.stream(org, bindFlux(flux, params)),
    flush: () => both((writer) => writer.flush()),
    close,
    async [Symbol.asyncDispose]() {
      await close()
    },
  }
}
