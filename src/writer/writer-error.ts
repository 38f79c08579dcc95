import { FluxproofError } from '../errors/index.ts'

/** A write was asked of a writer that is closing or closed. */
export class WriterClosedError extends FluxproofError {
  constructor() {
    super({
      operation: 'write a point',
      expected: 'an open writer',
      found: 'a closed one',
      next: 'Write before close, or create another writer',
    })
  }
}

export interface WriteFailure {
  /** What the server, or the network, said. */
  readonly message: string
  /** Absent: no answer came. */
  readonly status?: number | undefined
  /** How many points the request carried. */
  readonly points: number
  /** True: the writer will send them again. */
  readonly willRetry: boolean
  readonly bucket: string
}

/** A request of the writer did not store all it carried. Given to `onError`, never thrown. */
export class WriteFailedError extends FluxproofError {
  readonly status: number | undefined
  readonly points: number
  readonly willRetry: boolean

  constructor({ message, status, points, willRetry, bucket }: WriteFailure) {
    const answer = status === undefined ? message : `the server answered ${status}: ${message}`
    super({
      operation: `write ${points} points to bucket ${bucket}`,
      found: answer,
      ...(willRetry ? { next: 'The writer tries again' } : {}),
    })
    this.status = status
    this.points = points
    this.willRetry = willRetry
  }
}
