import type { EncodableRecord, RecordShape } from '../../src/schema/record-issues.ts'

/** Records of one measurement, made from their index alone, so that every run and every contender sees the same. */
export interface Workload {
  readonly shape: RecordShape
  readonly records: readonly EncodableRecord[]
}

const startTime = 1_780_000_000_000_000_000n

/** Home Assistant events: three tags, a number, a text and an integer. */
export function homeEvents(count: number): Workload {
  const shape: RecordShape = {
    measurement: 'home_assistant_events',
    tags: [{ key: 'area_id' }, { key: 'domain', required: true }, { key: 'entity_id', required: true }],
    fields: [
      { key: 'normalized_value', type: 'float', required: true },
      { key: 'state', type: 'string', required: true },
      { key: 'duration_s', type: 'integer' },
    ],
  }
  const rooms = ['living_room', 'kitchen', 'bedroom', 'office', 'hall']
  const records = Array.from({ length: count }, (_, index) => {
    const room = rooms[index % rooms.length] ?? ''
    const value = 18 + ((index * 37) % 900) / 100
    return {
      tags: { area_id: room, domain: 'sensor', entity_id: `sensor.${room}_temperature_${index % 40}` },
      fields: { normalized_value: value, state: value.toFixed(2), duration_s: index % 600 },
      time: startTime + BigInt(index) * 250_123_000n,
    }
  })
  return { shape, records }
}

/** Energy readings: two tags, two floats and a boolean. */
export function energyReadings(count: number): Workload {
  const shape: RecordShape = {
    measurement: 'raw_reading',
    tags: [{ key: 'building_id', required: true }, { key: 'source' }],
    fields: [
      { key: 'aggregate_kw', type: 'float', required: true },
      { key: 'energy_kwh', type: 'float' },
      { key: 'estimated', type: 'boolean' },
    ],
  }
  const records = Array.from({ length: count }, (_, index) => ({
    tags: { building_id: `building-${index % 100}`, source: index % 3 === 0 ? 'live' : 'parquet' },
    fields: { aggregate_kw: ((index * 7919) % 250_000) / 1000, energy_kwh: index / 8, estimated: index % 5 === 0 },
    time: startTime + BigInt(index) * 1_000_000_000n,
  }))
  return { shape, records }
}
