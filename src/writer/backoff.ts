export interface BackoffOptions {
  /** First delay in ms. Default 250. */
  readonly initialMs?: number | undefined
  /** Longest delay in ms. Default 30 000. */
  readonly maxMs?: number | undefined
  /** In [0, 1). Default Math.random. */
  readonly random?: (() => number) | undefined
}

/** Delay in ms before a retry, by the number of failures so far (from 1). */
export type Backoff = (failures: number) => number

/** Doubles from `initialMs` up to `maxMs`; each delay is drawn from the upper half of that, so that writers do not come back all at once. */
export function createBackoff(options: BackoffOptions = {}): Backoff {
  const { initialMs = 250, maxMs = 30_000, random = Math.random } = options
  return (failures) => {
    const full = Math.min(maxMs, initialMs * 2 ** Math.min(failures - 1, 30))
    return full / 2 + (random() * full) / 2
  }
}
