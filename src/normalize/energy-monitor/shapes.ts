import type { PointShape } from '../shape.ts'

/** One reading of a building's meter. */
export const readingShape: PointShape = {
  measurement: 'raw_reading',
  tags: ['building_id', 'source'],
  fields: {
    aggregate_kw: { type: 'float', unit: 'kW' },
    voltage: { type: 'float', unit: 'V' },
    current: { type: 'float', unit: 'A' },
  },
}

/** One inference of what an appliance draws. */
export const predictionShape: PointShape = {
  measurement: 'prediction',
  tags: ['building_id', 'appliance_id', 'model_version'],
  fields: {
    predicted_kw: { type: 'float', unit: 'kW' },
    confidence: { type: 'float' },
    latency_ms: { type: 'float', unit: 'ms' },
    user_id: { type: 'string' },
    request_id: { type: 'string' },
  },
}
