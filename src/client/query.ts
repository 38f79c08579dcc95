import { type FluxRow, FluxStreamError, readAnnotatedCsv } from './annotated-csv.ts'
import type { CallOptions } from './call-options.ts'
import type { Http, HttpCall } from './http.ts'

export interface QueryApi {
  /** Rows as they come. @throws ClientError, also after rows were seen: an error may arrive inside a 200. */
  stream(org: string, flux: string, options?: CallOptions): AsyncGenerator<FluxRow>
  rows(org: string, flux: string, options?: CallOptions): Promise<readonly FluxRow[]>
  /**
   * Hands the annotated CSV on as it comes, for readers of their own; what they throw as `readAnnotatedCsv` does is this query's error.
   * @param take gets the pieces of the text, to the last. @throws ClientError, as `stream` does.
   */
  scan(
    org: string,
    flux: string,
    take: (pieces: AsyncIterable<string>) => Promise<void>,
    options?: ScanOptions,
  ): Promise<void>
  /** Takes the answer to its last byte without reading its rows: for timing. @returns its length in bytes. */
  drain(org: string, flux: string, options?: CallOptions): Promise<number>
}

export interface ScanOptions extends CallOptions {
  /** What the caller does, as the start of an error sentence. Default `query`. */
  readonly operation?: string
}

/** How an error table starts: it may end any answer, also one whose rows nobody reads. */
const errorHeader = ',error,reference'

export function createQueryApi(http: Http): QueryApi {
  function callOf(org: string, flux: string, options: ScanOptions): HttpCall {
    return {
      operation: 'query',
      method: 'POST',
      path: '/api/v2/query',
      query: { org },
      headers: { accept: 'application/csv' },
      json: { query: flux, type: 'flux', dialect: { annotations: ['group', 'datatype', 'default'] } },
      ...options,
    }
  }
  async function* stream(org: string, flux: string, options: CallOptions = {}): AsyncGenerator<FluxRow> {
    const call = callOf(org, flux, options)
    const answer = await http.send(call)
    try {
      yield* readAnnotatedCsv(decode(answer.chunks()))
    } catch (error) {
      throw told(call, error)
    }
  }
  /** What a reader of the answer found, as an error of the call. */
  function told(call: HttpCall, error: unknown): unknown {
    if (error instanceof FluxStreamError) return http.fail(call, 'query', error.message)
    return error instanceof RangeError ? http.fail(call, 'unexpected-answer', error.message) : error
  }
  return {
    stream,
    async scan(org, flux, take, options = {}) {
      const call = callOf(org, flux, options)
      const answer = await http.send(call)
      try {
        await take(decode(answer.chunks()))
      } catch (error) {
        throw told(call, error)
      }
    },
    async rows(org, flux, options) {
      const all: FluxRow[] = []
      for await (const row of stream(org, flux, options)) all.push(row)
      return all
    },
    async drain(org, flux, options = {}) {
      const call = callOf(org, flux, options)
      const answer = await http.send(call)
      const chunks: Uint8Array[] = []
      for await (const chunk of answer.chunks()) chunks.push(chunk)
      const body = Buffer.concat(chunks)
      const at = body.lastIndexOf(errorHeader)
      if (at < 0 || body[at - 1] !== 0x0a) return body.length
      const said = body
        .subarray(at + errorHeader.length)
        .toString('utf8')
        .trim()
      throw http.fail(call, 'query', said.replace(/^,|,[^,]*$/g, ''))
    },
  }
}

async function* decode(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
