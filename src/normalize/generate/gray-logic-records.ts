import type { JsonRecord } from '../record.ts'
import { createRandom, type Random } from './random.ts'
import { isoTime } from './timestamp.ts'

/** What to generate. */
export interface GrayLogicRecordsOptions {
  readonly seed: number
  /** Milliseconds since the epoch of the first round. */
  readonly startMs: number
  /** Milliseconds from one round to the next. */
  readonly everyMs: number
  /** How many rounds; each has one record of every device and metric (`recordsPerRound`). */
  readonly rounds: number
}

const deviceMetrics: readonly (readonly [device: string, metric: string, min: number, max: number])[] = [
  ['light-living-01', 'power_watts', 0, 24],
  ['light-living-01', 'brightness', 0, 100],
  ['thermostat-01', 'temperature_c', 17, 26],
  ['thermostat-01', 'humidity', 30, 65],
  ['blind-office-02', 'position', 0, 100],
  ['presence-hall-01', 'lux', 0, 600],
]
const meters = ['hvac-main', 'light-living-01', 'pool-pump', 'server-rack']
const phm: readonly (readonly [device: string, metric: string, max: number])[] = [
  ['compressor-01', 'runtime_hours', 12_000],
  ['compressor-01', 'vibration_rms', 8],
  ['pool-pump', 'bearing_temperature_c', 90],
  ['hvac-main', 'filter_pressure_pa', 400],
]
const hosts = ['core-01', 'core-02']

/** Records of one round. */
export const recordsPerRound = deviceMetrics.length + meters.length + phm.length + hosts.length

/**
 * What Gray Logic's writers are called with, round by round: device metrics, energy (with true zeros, and at times with no energy
 * at all), PHM and free points. Numbers come whole at times: floats all the same.
 */
export function* generateGrayLogicRecords(options: GrayLogicRecordsOptions): Generator<JsonRecord> {
  const { seed, startMs, everyMs, rounds } = options
  const random = createRandom(seed)
  for (let round = 0; round < rounds; round++) {
    const time = isoTime(Math.round((startMs + round * everyMs) * 1000))
    for (const [device_id, measurement, min, max] of deviceMetrics) {
      yield { kind: 'device', device_id, measurement, value: number(random, { min, max }), time }
    }
    for (const device_id of meters) yield { kind: 'energy', device_id, ...energy(random), time }
    for (const [device_id, metric, max] of phm) {
      yield { kind: 'phm', device_id, metric, value: number(random, { min: 0, max }), time }
    }
    for (const host of hosts) {
      const fields = { cpu_percent: number(random, { min: 0, max: 100 }) }
      yield { kind: 'point', measurement: 'system_stats', tags: { host }, fields, time }
    }
  }
}

function energy(random: Random): JsonRecord {
  const idle = random.chance(0.2)
  const power_watts = idle ? 0 : number(random, { min: 1, max: 1500 })
  if (random.chance(0.1)) return { power_watts }
  return { power_watts, energy_kwh: idle ? 0 : random.float(0, 20) }
}

function number(random: Random, { min, max }: { min: number; max: number }): number {
  return random.chance(0.1) ? random.int(Math.ceil(min), Math.floor(max)) : random.float(min, max, { decimals: 1 })
}
