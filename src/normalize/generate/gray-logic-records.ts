import type { JsonRecord } from '../record.ts'
import { createRandom, type Random } from './random.ts'
import { isoTime } from './timestamp.ts'

/** What to generate. */
export interface GrayLogicRecordsOptions {
  readonly seed: number
  readonly startMs: number
  readonly spanMs: number
  /** How many records. */
  readonly records: number
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

/** What Gray Logic's writers are called with: device metrics, energy (with true zeros, and with no energy at all), PHM and free points, in turn. */
export function* generateGrayLogicRecords(options: GrayLogicRecordsOptions): Generator<JsonRecord> {
  const { seed, startMs, spanMs, records } = options
  const random = createRandom(seed)
  const step = (spanMs * 1000) / Math.max(records, 1)
  for (let i = 0; i < records; i++) {
    const micros = Math.floor(startMs * 1000 + step * (i + random.next()))
    yield { ...recordOf(i, random), time: isoTime(micros) }
  }
}

function recordOf(i: number, random: Random): JsonRecord {
  switch (i % 4) {
    case 0: {
      const [device_id, measurement, min, max] = random.pick(deviceMetrics)
      return { kind: 'device', device_id, measurement, value: random.float(min, max, { decimals: 1 }) }
    }
    case 1: {
      const idle = random.chance(0.2)
      const power_watts = idle ? 0 : random.float(1, 1500, { decimals: 1 })
      const energy = random.chance(0.1) ? {} : { energy_kwh: idle ? 0 : random.float(0, 20) }
      return { kind: 'energy', device_id: random.pick(meters), power_watts, ...energy }
    }
    case 2: {
      const [device_id, metric, max] = random.pick(phm)
      return { kind: 'phm', device_id, metric, value: random.float(0, max, { decimals: 1 }) }
    }
    default:
      return {
        kind: 'point',
        measurement: 'system_stats',
        tags: { host: random.pick(['core-01', 'core-02']) },
        // Whole at times: a float all the same.
        fields: { cpu_percent: random.chance(0.1) ? random.int(0, 100) : random.float(0, 100, { decimals: 1 }) },
      }
  }
}
