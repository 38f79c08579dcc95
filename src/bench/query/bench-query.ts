import type { PointSet } from '../workload/point-set.ts'

/** A Flux query that a workload asks, and how many rows its answer must have. */
export interface BenchQuery {
  /** Unique, kebab-case. */
  readonly name: string
  /** One sentence: what it asks for. */
  readonly title: string
  /** Reads what `writeSummary` wrote beside the points. */
  readonly needsSummary?: boolean
  flux(place: QueryPlace): string
  /** Rows of the answer once the set is stored. */
  rows(set: PointSet): number
}

export interface QueryPlace {
  readonly bucket: string
  readonly set: Pick<PointSet, 'startNs' | 'stopNs'>
}
