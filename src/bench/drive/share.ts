import type { Arrival } from '../workload/workload.ts'
import type { DriveTask, ServerAddress } from './driver.ts'
import type { Payload } from './payload.ts'
import type { Tally } from './tally.ts'

/** What one thread has to send. */
export interface Share {
  readonly server: ServerAddress
  readonly payloads: readonly Payload[]
  readonly connections: number
  readonly arrival: Arrival
  readonly gzip: boolean
  readonly requestTimeoutMs: number
}

/** Sends a share and counts into a tally. Resolves when every payload is decided. @throws when the signal aborts. */
export type ShareSender = (
  share: Share,
  options: { readonly tally: Tally; readonly signal?: AbortSignal | undefined },
) => Promise<void>

/** A share for each thread, payloads dealt out in turn: no more threads than connections or payloads. */
export function sharesOf(task: DriveTask, payloads: readonly Payload[]): readonly Share[] {
  const { server, arrival, gzip, requestTimeoutMs } = task
  const connections = Math.max(1, Math.min(task.connections, payloads.length))
  const threads = Math.max(1, Math.min(task.threads ?? 1, connections))
  return Array.from({ length: threads }, (_, thread) => ({
    server,
    payloads: payloads.filter((_, index) => index % threads === thread),
    connections: Math.floor(connections / threads) + (thread < connections % threads ? 1 : 0),
    arrival,
    gzip,
    requestTimeoutMs,
  }))
}
