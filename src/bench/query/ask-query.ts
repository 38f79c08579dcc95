import { ClientError, type ClientErrorKind } from '../../client/client-error.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import type { Verdict } from '../drive/tally.ts'

/** One answer, judged. */
export interface Asked {
  readonly verdict: Verdict
  readonly rows: number
  /** What is wrong with the answer. */
  readonly problem?: string
}

export interface Ask {
  readonly org: string
  readonly flux: string
  /** What is wrong with so many rows; undefined: nothing. */
  readonly judge: (rows: number) => string | undefined
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** Errors after which nobody knows what the server would have said. */
const unanswered: ReadonlySet<ClientErrorKind> = new Set(['connection-refused', 'timeout', 'closed', 'network'])

/**
 * Asks once and counts the rows to the last byte of the answer. An answer with a wrong number of rows counts as refused: it was no
 * answer to the question.
 * @throws when the signal aborts, or the error is not one of the server.
 */
export async function askQuery(client: InfluxClient, ask: Ask): Promise<Asked> {
  const { org, flux, judge, timeoutMs, signal } = ask
  let rows = 0
  try {
    for await (const _ of client.flux.stream(org, flux, { timeoutMs, signal })) rows++
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof ClientError)) throw error
    return { verdict: unanswered.has(error.kind) ? 'unknown' : 'refused', rows, problem: error.message }
  }
  const problem = judge(rows)
  return problem === undefined ? { verdict: 'acknowledged', rows } : { verdict: 'refused', rows, problem }
}
