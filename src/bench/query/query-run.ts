import type { Driven } from '../drive/driver.ts'
import type { Pace } from '../drive/pace.ts'
import type { PointSet } from '../workload/point-set.ts'

/** Where and how queries are asked. */
export interface QueryTask {
  readonly org: string
  readonly bucket: string
  readonly set: PointSet
  /** Time limit of one query, ms. Default 60 000. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** Default: the time of this machine. */
  readonly pace?: Pace
}

/** What was seen: as of a driver, with queries in place of points. A wrong number of rows counts as refused. */
export interface QueryRun extends Driven {
  /** Queries asked. */
  readonly asked: number
  /** What was wrong with the first few answers. */
  readonly problems: readonly string[]
}
