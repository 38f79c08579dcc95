import type { Clock } from '../clock/index.ts'

/** Where a writer is to write. */
export interface WriterServer {
  readonly url: string
  readonly org: string
  readonly bucket: string
  readonly token: string
  /** A way to the server without a socket, with the signature of fetch; a writer that uses it is tested in virtual time. */
  readonly fetch?: (request: Request) => Promise<Response>
  /** Time of that way. Absent: wall time. */
  readonly clock?: Clock
}

/** What a writer says about a line that was handed in. */
export interface LineOutcome {
  readonly line: string
  /** rejected and dropped: not on the server for certain. */
  readonly outcome: 'stored' | 'rejected' | 'unknown' | 'dropped'
}

/**
 * A writer as the conformance kit uses it. `flush` and `close` that resolve say that every line handed in before is stored; when they
 * reject, lines not yet told to be stored may be stored or not, unless `outcomes` says more.
 */
export interface WriterAdapter {
  open(server: WriterServer): Promise<void>
  write(line: string): Promise<void> | void
  flush(): Promise<void>
  close(): Promise<void>
  /** The fate of each line known so far, for writers that tell it. */
  outcomes?(): readonly LineOutcome[]
}

/** Makes a fresh writer for each case. */
export type WriterFactory = () => WriterAdapter
