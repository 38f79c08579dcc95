import type { PointShape } from '../shape.ts'

/** One metric of a device; the tag that names the metric is called `measurement`. */
export const deviceMetricsShape: PointShape = {
  measurement: 'device_metrics',
  tags: ['device_id', 'measurement'],
  fields: { value: { type: 'float' } },
}

/** Power and energy of a device. */
export const energyShape: PointShape = {
  measurement: 'energy',
  tags: ['device_id'],
  fields: { power_watts: { type: 'float', unit: 'W' }, energy_kwh: { type: 'float', unit: 'kWh' } },
}

/** One metric of predictive health monitoring. */
export const phmShape: PointShape = {
  measurement: 'phm',
  tags: ['device_id', 'metric'],
  fields: { value: { type: 'float' } },
}
