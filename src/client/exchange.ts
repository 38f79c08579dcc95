import type { Readable } from 'node:stream'

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
  /** As it came, compressed where the headers say so. It must be read, or destroyed. */
  readonly body: Readable
}

/** Sends one request over a network. Rejects when no answer comes, and when the signal is aborted. */
export type Exchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>

/** All bytes of an answer. */
export async function bytesOf({ body }: ExchangeAnswer): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
