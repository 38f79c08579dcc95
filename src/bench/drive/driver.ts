import type { Histogram } from 'hdr-histogram-js'
import type { PointSet } from '../workload/point-set.ts'
import type { Arrival } from '../workload/workload.ts'

/** Where a driver writes to. */
export interface ServerAddress {
  readonly url: string
  readonly org: string
  readonly bucket: string
  readonly token: string
}

/** `writer`: ours, end to end. `official-client`: the WriteApi people use. `plain-http`: prepared bodies. `autocannon`: prepared bodies, saturating. */
export const driverNames = ['writer', 'official-client', 'plain-http', 'autocannon'] as const
export type DriverName = (typeof driverNames)[number]

export interface DriveTask {
  readonly server: ServerAddress
  readonly set: PointSet
  readonly connections: number
  readonly arrival: Arrival
  readonly gzip: boolean
  /** Time limit of one request, ms. */
  readonly requestTimeoutMs: number
  /** Worker threads that send. Default 1: this thread. */
  readonly threads?: number
  readonly signal?: AbortSignal
}

/** What a driver saw. What it says is not believed before it is read back. */
export interface Driven {
  /** From the first point handed in (or due) to the last that was decided. */
  readonly elapsedMs: number
  /** Points that the server acknowledged, that it refused for good, and of which no answer came: together those handed in. */
  readonly acknowledged: number
  readonly refused: number
  readonly unknown: number
  /** Requests, retries included. */
  readonly requests: number
  /** Microseconds from when a request was sent (closed) or due (open) to its answer. */
  readonly latencyUs: Histogram
  /** Points acknowledged in each slice of `sliceMs` since the start. */
  readonly sliceMs: number
  readonly slices: readonly number[]
  /** Processor time of this process, ms. */
  readonly cpuMs: number
}

export interface Driver {
  readonly name: DriverName
  /** Sends every batch of the set once and waits until all are decided. @throws when the signal aborts or the driver cannot run. */
  drive(task: DriveTask): Promise<Driven>
}
