import type { JsonRecord } from '../record.ts'
import { appliances } from './appliances.ts'
import { createRandom, round } from './random.ts'
import { isoTime } from './timestamp.ts'

/** What to generate. */
export interface EnergyReadingsOptions {
  readonly seed: number
  /** Milliseconds since the epoch of the first reading. */
  readonly startMs: number
  /** Milliseconds from one reading to the next. Default one minute. */
  readonly everyMs?: number
  /** How many readings of the meter. */
  readonly readings: number
  /** Default `home-1`. */
  readonly buildingId?: string
  /** Every how many readings there are predictions. Default 1. */
  readonly predictEvery?: number
}

const modelVersion = 'tcn-2.3.0'

/**
 * Readings of a building's meter, each followed by what the model said of each of the eleven appliances: the meter reads what they
 * draw together, the model is near it. Predictions are what the model gives, a little below zero at times and now and
 * then too sure of itself, so that the clamps have work.
 */
export function* generateEnergyReadings(options: EnergyReadingsOptions): Generator<JsonRecord> {
  const { seed, startMs, everyMs = 60_000, readings, buildingId = 'home-1', predictEvery = 1 } = options
  const random = createRandom(seed)
  const until = new Map<string, number>()
  for (let i = 0; i < readings; i++) {
    const atMs = startMs + i * everyMs
    const time = isoTime(atMs * 1000)
    const waking = waken(atMs)
    const draws = appliances.map(({ id, standing, running, runs, starts }) => {
      const isRunning = (until.get(id) ?? 0) > atMs
      if (!isRunning && random.chance(Math.min(starts * waking * (everyMs / 60_000), 0.5))) {
        until.set(id, atMs + runs * 60_000 * random.float(0.7, 1.3))
      }
      return isRunning ? running * random.float(0.9, 1.1) : standing
    })
    const voltage = random.float(228, 240, { decimals: 1 })
    const total = round(
      draws.reduce((sum, draw) => sum + draw, 0.18),
      3,
    )
    yield {
      building_id: buildingId,
      source: 'live',
      time,
      aggregate_kw: total,
      voltage,
      current: round((total * 1000) / voltage, 2),
    }
    // Counted from the last reading, which always has predictions.
    if ((readings - 1 - i) % predictEvery !== 0) continue
    for (const [n, { id }] of appliances.entries()) {
      yield {
        building_id: buildingId,
        appliance_id: id,
        model_version: modelVersion,
        time,
        predicted_kw: round((draws[n] ?? 0) + random.float(-0.02, 0.02, { decimals: 3 }), 3),
        confidence: random.chance(0.01) ? 1.02 : random.float(0.5, 0.95),
        latency_ms: random.float(4, 40, { decimals: 1 }),
        user_id: `user-${(i % 3) + 1}`,
        request_id: `inference-${i}`,
      }
    }
  }
}

/** 1 by day, 0.1 in the night, UTC. */
function waken(atMs: number): number {
  const hour = Math.floor(atMs / 3_600_000) % 24
  return hour >= 6 && hour < 23 ? 1 : 0.1
}
