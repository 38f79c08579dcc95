import type { Threshold, WriteWorkload } from '../workload.ts'

const success: Threshold = { metric: 'success', bound: 'at least', value: 1 }

function closed(batchPoints: number, connections: number, points: number): WriteWorkload {
  return {
    kind: 'write',
    name: `ingest-${batchPoints}x${connections}`,
    title: `Sustained ingest of energy readings, ${batchPoints} points a request, ${connections} at a time`,
    set: { shape: 'energy', points, series: 1000, batchPoints },
    arrival: { kind: 'closed' },
    connections,
    thresholds: [
      success,
      { metric: 'durablePointsPerSecond', bound: 'at least', value: 20_000 },
      { metric: 'p99Ms', bound: 'at most', value: 1000 },
    ],
  }
}

/** Readings as fast as they are taken, and at a constant rate. */
export const ingestWorkloads: readonly WriteWorkload[] = [
  closed(100, 1, 20_000),
  closed(100, 4, 20_000),
  closed(100, 16, 20_000),
  closed(1000, 1, 100_000),
  closed(1000, 4, 100_000),
  closed(1000, 16, 100_000),
  closed(5000, 1, 100_000),
  closed(5000, 4, 100_000),
  closed(5000, 16, 100_000),
  {
    kind: 'write',
    name: 'ingest-open',
    title: '20 requests of 1 000 energy readings a second, due whatever the server does',
    set: { shape: 'energy', points: 60_000, series: 1000, batchPoints: 1000 },
    arrival: { kind: 'open', batchesPerSecond: 20 },
    connections: 8,
    thresholds: [success, { metric: 'p99Ms', bound: 'at most', value: 1000 }],
  },
]
