import type { PointForm } from './point-form.ts'

/** `request`: the mistake of an id in a tag, which makes a series of almost every point. */
export const sparse: PointForm = {
  record: {
    measurement: 'request',
    tags: [
      { key: 'host', required: true },
      { key: 'request_id', required: true },
    ],
    fields: [
      { key: 'duration_ms', type: 'float', required: true },
      { key: 'status', type: 'integer', required: true },
    ],
  },
  times: 'apart',
  tagsOf: (index) => ({
    host: `host-${index % 10}`,
    request_id: `req-${(Math.imul(index, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}`,
  }),
  fieldsOf: (_index, random) => ({
    duration_ms: random.int(0, 5_000_000) / 1000,
    status: random.pick([200, 200, 200, 204, 404, 500]),
  }),
}
