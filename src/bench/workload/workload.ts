/** The form of the points: `home-assistant` and `energy` and `phm` as the five systems write them, `wide` has 100 fields, `sparse` makes a series of almost every point. */
export type PointShape = 'home-assistant' | 'energy' | 'phm' | 'wide' | 'sparse'

/** What the points of a workload are; with a seed and a start it gives the same bytes everywhere. */
export interface PointSetOptions {
  readonly shape: PointShape
  /** Points handed in, duplicates included. */
  readonly points: number
  readonly series: number
  readonly batchPoints: number
  /** Share of the points that come after points of a later time, 0 to 1. Default 0. */
  readonly lateShare?: number
  /** Share of the points whose series and time were written before, with another value, 0 to 1. Default 0. */
  readonly duplicateShare?: number
  /** Hours that the times of the points cover. Default 6. */
  readonly spanHours?: number
}

/** `closed`: a connection sends when its answer is there. `open`: batches are due at a constant rate, whatever the server does. */
export type Arrival = { readonly kind: 'closed' } | { readonly kind: 'open'; readonly batchesPerSecond: number }

/** What a threshold may speak of. Rates are better when higher, times when lower. */
export type MetricName =
  | 'durablePointsPerSecond'
  | 'queriesPerSecond'
  | 'p50Ms'
  | 'p95Ms'
  | 'p99Ms'
  | 'maxMs'
  | 'elapsedMs'
  | 'success'
  | 'ratio'

/** A bound of one metric, inclusive. `ratio` is that against the rival of the workload. */
export interface Threshold {
  readonly metric: MetricName
  readonly bound: 'at least' | 'at most'
  readonly value: number
}

interface WorkloadBase {
  /** Unique, kebab-case. */
  readonly name: string
  /** One sentence: what is measured. */
  readonly title: string
  readonly thresholds: readonly Threshold[]
}

/** Points written, acknowledged, read back. */
export interface WriteWorkload extends WorkloadBase {
  readonly kind: 'write'
  readonly set: PointSetOptions
  readonly arrival: Arrival
  readonly connections: number
  readonly gzip?: boolean
  /** The server refuses so many of a hundred requests with 429 and Retry-After: 0 or 1 s. Default 0. */
  readonly refusedPercent?: number
}

/** One Flux query asked again and again of a data set, its rows counted each time. */
export interface QueryWorkload extends WorkloadBase {
  readonly kind: 'query'
  readonly set: PointSetOptions
  /** Name of the query in the catalogue of queries. */
  readonly query: string
  /** The query it is compared with: `ratio` is the rival's median time divided by this one's. */
  readonly rival?: string
  readonly connections: number
  readonly repeats: number
}

/** Writes while queries are asked. */
export interface MixedWorkload extends WorkloadBase {
  readonly kind: 'mixed'
  readonly set: PointSetOptions
  readonly arrival: Arrival
  readonly connections: number
  readonly query: string
  readonly queriesPerSecond: number
}

/** From the start of a server to its first acknowledged point. */
export interface StartWorkload extends WorkloadBase {
  readonly kind: 'start'
  readonly repeats: number
}

export type Workload = WriteWorkload | QueryWorkload | MixedWorkload | StartWorkload
