import type { PointSetOptions, Threshold, WriteWorkload } from '../workload.ts'

const set: PointSetOptions = { shape: 'energy', points: 50_000, series: 500, batchPoints: 1000 }
const thresholds: readonly Threshold[] = [{ metric: 'success', bound: 'at least', value: 1 }]
const manner = { kind: 'write', arrival: { kind: 'closed' }, connections: 4, thresholds } as const

/** What does not come in order, comes twice, or is refused at first. */
export const disorderWorkloads: readonly WriteWorkload[] = [
  {
    ...manner,
    name: 'late-points',
    title: 'A fifth of the points comes after later ones',
    set: { ...set, lateShare: 0.2 },
  },
  {
    ...manner,
    name: 'duplicate-points',
    title: 'A fifth of the points overwrites the one before it',
    // The writer sends a point of a key after the one before it is decided: few of these last long.
    set: { ...set, points: 5000, duplicateShare: 0.2 },
  },
  {
    ...manner,
    name: 'refusal-storm',
    title: '30 of 100 requests are refused with 429 at first',
    set: { ...set, points: 10_000 },
    refusedPercent: 30,
  },
]
