import type { MixedWorkload, StartWorkload } from '../workload.ts'

/** Reads beside writes, and the start of a server. */
export const serverWorkloads: readonly (MixedWorkload | StartWorkload)[] = [
  {
    kind: 'mixed',
    name: 'mixed-read-write',
    title: 'Home Assistant events are written while the latest values are asked for',
    set: { shape: 'home-assistant', points: 50_000, series: 200, batchPoints: 1000 },
    arrival: { kind: 'closed' },
    connections: 2,
    query: 'latest-per-entity',
    queriesPerSecond: 10,
    thresholds: [{ metric: 'success', bound: 'at least', value: 1 }],
  },
  {
    kind: 'start',
    name: 'start-up',
    title: 'From the start of a server to its first point, written and read back',
    repeats: 5,
    thresholds: [{ metric: 'p95Ms', bound: 'at most', value: 30_000 }],
  },
]
