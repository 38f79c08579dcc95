import type { QueryWorkload, Threshold } from '../workload.ts'

const answered: Threshold = { metric: 'p99Ms', bound: 'at most', value: 5000 }
const asked = { kind: 'query', connections: 2, repeats: 20, thresholds: [answered] } as const

/** The queries of the five systems, and the claims they make of them. */
export const queryWorkloads: readonly QueryWorkload[] = [
  {
    ...asked,
    name: 'hourly-24',
    title: '24 hourly means of one entity, out of a day of readings',
    set: { shape: 'home-assistant', points: 28_800, series: 20, batchPoints: 5000, spanHours: 24 },
    query: 'hourly-24',
  },
  {
    ...asked,
    name: 'daily-30',
    title: '30 daily means of one entity, out of 30 days of readings',
    set: { shape: 'home-assistant', points: 43_200, series: 20, batchPoints: 5000, spanHours: 720 },
    query: 'daily-30',
  },
  {
    ...asked,
    name: 'latest-per-entity',
    title: 'The latest value of each of 200 entities',
    set: { shape: 'home-assistant', points: 20_000, series: 200, batchPoints: 5000, spanHours: 24 },
    query: 'latest-per-entity',
  },
  {
    ...asked,
    name: 'summary-against-raw',
    title: 'Hourly means that a task has written, against those computed from the readings',
    set: { shape: 'home-assistant', points: 28_800, series: 20, batchPoints: 5000, spanHours: 24 },
    query: 'hourly-summary',
    rival: 'hourly-24',
    thresholds: [answered, { metric: 'ratio', bound: 'at least', value: 1 }],
  },
  {
    ...asked,
    name: 'tag-against-field',
    title: 'Temperatures found by a tag, against the same ones found by a field',
    set: { shape: 'home-assistant', points: 20_000, series: 200, batchPoints: 5000, spanHours: 24 },
    query: 'class-by-tag',
    rival: 'class-by-field',
    thresholds: [answered, { metric: 'ratio', bound: 'at least', value: 1 }],
  },
]
