import type { PointForm } from './point-form.ts'

const devices = ['compressor', 'pump', 'chiller', 'fan', 'boiler'] as const
const metrics = ['runtime_hours', 'vibration_mm_s', 'start_count', 'supply_temperature', 'current_a'] as const

/** `phm` of Gray Logic: one health figure of one device. */
export const phm: PointForm = {
  record: {
    measurement: 'phm',
    tags: [
      { key: 'device_id', required: true },
      { key: 'metric', required: true },
    ],
    fields: [{ key: 'value', type: 'float', required: true }],
  },
  times: 'together',
  tagsOf(index) {
    const device = Math.floor(index / metrics.length)
    const number = Math.floor(device / devices.length) + 1
    return {
      device_id: `${devices[device % devices.length]}-${String(number).padStart(3, '0')}`,
      metric: metrics[index % metrics.length],
    }
  },
  fieldsOf: (_index, random) => ({ value: random.int(0, 10_000_000) / 1000 }),
}
