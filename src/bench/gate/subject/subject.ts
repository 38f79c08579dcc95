import type { ServerAddress } from '../../drive/driver.ts'
import type { Batch } from '../../workload/point-set.ts'

/** One side of a comparison: what may be started again and again. */
export interface Subject {
  /** As it was given, without a secret. */
  readonly name: string
  /** A fresh start: a new process, or an empty bucket where the process is not ours. @throws FluxproofError when it does not start. */
  start(options?: { readonly signal?: AbortSignal | undefined }): Promise<RunningSubject>
}

export interface RunningSubject extends AsyncDisposable {
  /** Where its points are to be read back. */
  readonly server: ServerAddress
  /** Hands in a batch; resolves when all of it is acknowledged. @throws FluxproofError when it is not. */
  write(batch: Batch): Promise<void>
  /** What is to happen after each timed batch, and is not timed. */
  rest?(): void
}
