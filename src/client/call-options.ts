/** What every call of the client takes. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined
  /** Overrides the client's time limit for this call. */
  readonly timeoutMs?: number
}
