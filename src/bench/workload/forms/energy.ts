import type { PointForm } from './point-form.ts'

/** `raw_reading` of energy-monitor: a building's meter, three floats. */
export const energy: PointForm = {
  record: {
    measurement: 'raw_reading',
    tags: [
      { key: 'building_id', required: true },
      { key: 'source', required: true },
    ],
    fields: [
      { key: 'aggregate_kw', type: 'float', required: true },
      { key: 'voltage', type: 'float', required: true },
      { key: 'current', type: 'float', required: true },
    ],
  },
  times: 'together',
  tagsOf: (index) => ({ building_id: `bldg_${index + 1}`, source: index % 4 === 3 ? 'parquet' : 'live' }),
  fieldsOf: (_index, random) => ({
    aggregate_kw: random.int(0, 250_000) / 1000,
    voltage: random.int(22_000, 24_000) / 100,
    current: random.int(0, 100_000) / 100,
  }),
}
