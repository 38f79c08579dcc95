import type { WriteWorkload } from '../../workload/workload.ts'

/** What base and head are compared with unless another is named: batches that a server works on for about a millisecond, and no client does. */
export const gateWorkload: WriteWorkload = {
  kind: 'write',
  name: 'gate',
  title: 'Batches of meter readings, acknowledged and read back',
  set: { shape: 'energy', points: 500, series: 100, batchPoints: 500 },
  arrival: { kind: 'closed' },
  connections: 1,
  thresholds: [],
}
