import { toMilliseconds } from '../../contract/duration.ts'
import { appliances } from '../generate/appliances.ts'
import { generateEnergyReadings } from '../generate/energy-readings.ts'
import { generateGrayLogicRecords, recordsPerRound } from '../generate/gray-logic-records.ts'
import { registryFile } from '../generate/home.ts'
import { generatePatternRecords } from '../generate/pattern-records.ts'
import { generateStateChanges } from '../generate/state-changes.ts'
import { parseRegistry, type Registry } from '../home-assistant/registry.ts'
import type { System } from '../system.ts'
import { budgetOf, findMeasurement } from './budget.ts'
import type { SeedRequest } from './seed-points.ts'

/** Events of a system, as many and as recent as its contract asks for. */
export interface SourceEvents {
  readonly events: Iterable<unknown>
  readonly registry?: Registry
}

const dayMs = 86_400_000
const minuteMs = 60_000
/** Predictions are made of every fifth reading. */
const predictEvery = 5
/** A reading and its share of the predictions. */
const recordsPerReading = 1 + appliances.length / predictEvery

/** Generates the events of a system for a contract. */
export function sourceEvents(system: System, request: SeedRequest): SourceEvents {
  switch (system) {
    case 'energy-monitor':
      return { events: energyEvents(request) }
    case 'gray-logic':
      return { events: grayLogicEvents(request) }
    case 'pattern-aggregates':
      return { events: patternEvents(request) }
    case 'homeiq':
    case 'home-assistant':
      return { events: homeEvents(request), registry: parseRegistry(registryFile()) }
  }
}

function homeEvents(request: SeedRequest): Iterable<unknown> {
  const found = findMeasurement(request.contract, 'home_assistant_events')
  if (found === undefined) return []
  const { points, spanNs } = budgetOf(request, found)
  const events = Math.max(points, request.events ?? 1000)
  const spanMs = toMilliseconds(spanNs)
  return generateStateChanges({ seed: request.seed, startMs: nowMs(request) - spanMs, spanMs, events })
}

function energyEvents(request: SeedRequest): Iterable<unknown> {
  const { seed, contract } = request
  const found = findMeasurement(contract, 'raw_reading')
  if (found === undefined) return []
  const events = request.events && Math.ceil(request.events / recordsPerReading)
  const { points, spanNs } = budgetOf({ ...request, events }, found)
  const everyMs = Math.max(Math.floor(toMilliseconds(spanNs) / points), 1)
  const beat = everyMs >= minuteMs ? Math.floor(everyMs / minuteMs) * minuteMs : everyMs
  // Meters read on the beat.
  const endMs = Math.floor(nowMs(request) / beat) * beat
  return generateEnergyReadings({
    seed,
    startMs: endMs - (points - 1) * beat,
    everyMs: beat,
    readings: points,
    predictEvery,
  })
}

function grayLogicEvents(request: SeedRequest): Iterable<unknown> {
  const { seed, contract } = request
  const found = findMeasurement(contract, 'device_metrics')
  if (found === undefined) return []
  const { points, spanNs } = budgetOf(request, found, { streams: recordsPerRound })
  const total = found.bucket.volume === undefined || request.events !== undefined ? points : found.bucket.volume.points
  const rounds = Math.max(1, Math.floor(total / recordsPerRound))
  const everyMs = toMilliseconds(spanNs) / rounds
  return generateGrayLogicRecords({ seed, startMs: nowMs(request) - (rounds - 1) * everyMs, everyMs, rounds })
}

function patternEvents(request: SeedRequest): Iterable<unknown> {
  const { seed, contract } = request
  const spanDays = (measurement: string) => {
    const found = findMeasurement(contract, measurement)
    if (found === undefined) return 0
    const { retention, volume } = found.bucket
    const over = volume?.over ?? (retention === 'infinite' ? 30n * BigInt(dayMs) * 1_000_000n : retention)
    return toMilliseconds(over) / dayMs
  }
  // Enough days and weeks for the events asked for: sixty records a day, a dozen a week.
  const { events = Infinity } = request
  const days = Math.min(Math.floor(spanDays('time_based_daily')), Math.max(1, Math.ceil(events / 60)))
  const weeks = Math.min(Math.floor(spanDays('session_weekly') / 7), Math.max(5, Math.ceil(events / 12)))
  const perDay = perPeriod(contract, { measurement: 'time_based_daily', periods: days })
  return generatePatternRecords({ seed, endMs: nowMs(request), days, weeks, perDay, perWeek: 10 })
}

/** Records of each detector for each period, of 1 to 10, that come nearest to the bucket's volume. */
function perPeriod(
  contract: SeedRequest['contract'],
  { measurement, periods }: { measurement: string; periods: number },
): number {
  const bucket = findMeasurement(contract, measurement)?.bucket
  if (bucket?.volume === undefined || periods === 0) return 10
  const each = bucket.volume.points / (periods * bucket.measurements.length)
  return Math.min(10, Math.max(1, Math.round(each)))
}

function nowMs({ nowNs }: SeedRequest): number {
  return Number(nowNs / 1_000_000n)
}
