/** A request without the objects of fetch around it: a body of 100 kB costs a fifth of the processor time. */
export interface ExchangeRequest {
  /** Scheme, host and port. */
  readonly origin: string
  /** Path and query. */
  readonly path: string
  readonly method: string
  /** Names and values in turn, or by name. */
  readonly headers: readonly string[] | Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
  readonly signal?: AbortSignal | undefined
}

export interface ExchangeAnswer {
  readonly status: number
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** The body as it came, compressed where the headers say so. Rejects where the connection breaks before its end. */
  bytes(): Promise<Buffer>
}

/** Sends one request over a network; resolves when the status of its answer is there. Rejects when none comes, and when the signal is aborted before. */
export type Exchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>
