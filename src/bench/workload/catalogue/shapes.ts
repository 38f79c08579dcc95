import type { PointSetOptions, WriteWorkload } from '../workload.ts'

function shaped(name: string, title: string, set: PointSetOptions): WriteWorkload {
  return {
    kind: 'write',
    name,
    title,
    set,
    arrival: { kind: 'closed' },
    connections: 4,
    thresholds: [{ metric: 'success', bound: 'at least', value: 1 }],
  }
}

/** The same writes of other points. */
export const shapeWorkloads: readonly WriteWorkload[] = [
  shaped('home-events', 'Home Assistant events of 500 entities', {
    shape: 'home-assistant',
    points: 50_000,
    series: 500,
    batchPoints: 1000,
  }),
  shaped('phm-values', 'Health values of machines as Gray Logic writes them, 100 a request', {
    shape: 'phm',
    points: 20_000,
    series: 400,
    batchPoints: 100,
  }),
  shaped('high-cardinality', 'A tag that carries an id: a series for nine of ten points', {
    shape: 'sparse',
    points: 20_000,
    series: 18_000,
    batchPoints: 1000,
  }),
  shaped('wide-points', 'Points of 100 fields', { shape: 'wide', points: 2000, series: 20, batchPoints: 100 }),
]
