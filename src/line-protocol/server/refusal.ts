/** Why the server refuses a line, in its own words, and where in the line. */
export interface Refusal {
  readonly reason: string
  /** Byte offset in the line at which the server gave up. */
  readonly at: number
  /** `parse`: 400, nothing of the batch is stored. `storage`: 500. `crash`: the server process ends. */
  readonly kind: 'parse' | 'storage' | 'crash'
}

export function refuse(reason: string, at: number): Refusal {
  return { reason, at, kind: 'parse' }
}

/** Tells a refusal from any result. */
export function isRefusal(result: object): result is Refusal {
  return 'reason' in result
}
