import type { Threshold, WriteWorkload } from '../workload.ts'

/** What InfluxDB 2.7 does on a machine of its own. */
const quickly: readonly Threshold[] = [
  { metric: 'p50Ms', bound: 'at most', value: 50 },
  { metric: 'p99Ms', bound: 'at most', value: 250 },
]

/** The batch that the five systems measure: 1 000 events within 5 s, 95 % of them there; and a point less and more, where clients that lie differ. */
export const batchWorkloads: readonly WriteWorkload[] = [1000, 999, 1001].map((points) => ({
  kind: 'write',
  name: `batch-${points}`,
  title: `${points} Home Assistant events acknowledged, read back and compared`,
  set: { shape: 'home-assistant', points, series: 100, batchPoints: 1000 },
  arrival: { kind: 'closed' },
  connections: 1,
  thresholds: [
    { metric: 'elapsedMs', bound: 'at most', value: 5000 },
    { metric: 'success', bound: 'at least', value: 0.95 },
    ...(points === 1000 ? quickly : []),
  ],
}))
