import type { FieldShape, PointShape } from '../shape.ts'

const core: Readonly<Record<string, FieldShape>> = {
  state_value: { type: 'string' },
  previous_state: { type: 'string' },
  normalized_value: { type: 'float' },
  unit_of_measurement: { type: 'string' },
  confidence: { type: 'float' },
  energy_consumption: { type: 'float', unit: 'kWh' },
  weather_temp: { type: 'float', unit: '°C' },
  weather_humidity: { type: 'float', unit: '%' },
  weather_pressure: { type: 'float', unit: 'hPa' },
  duration_seconds: { type: 'integer', unit: 's' },
}

/** The measurement of the system home-assistant: one wide point for each state change. */
export const homeAssistantShape: PointShape = {
  measurement: 'home_assistant_events',
  tags: [
    'entity_id',
    'domain',
    'device_class',
    'area',
    'device_name',
    'integration',
    'weather_condition',
    'time_of_day',
  ],
  fields: core,
}

/** The measurement of the system homeiq: home-assistant's, with context, device and area linkage, category and device metadata (Epic 23). */
export const homeiqShape: PointShape = {
  measurement: 'home_assistant_events',
  tags: [...homeAssistantShape.tags, 'device_id', 'area_id', 'entity_category'],
  fields: {
    ...core,
    context_id: { type: 'string' },
    context_parent_id: { type: 'string' },
    context_user_id: { type: 'string' },
    manufacturer: { type: 'string' },
    model: { type: 'string' },
    sw_version: { type: 'string' },
  },
}
