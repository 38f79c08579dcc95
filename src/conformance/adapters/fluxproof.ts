import type { Outcome } from '../../writer/outcome-ledger.ts'
import { createWriter, type Writer } from '../../writer/writer.ts'
import type { LineOutcome, WriterAdapter } from '../writer-adapter.ts'

export interface FluxproofWriterOptions {
  /** For the jitter of its retries. Default Math.random. */
  readonly random?: () => number
  /** How long flush and close wait on sockets, in ms. Default 5000. */
  readonly deadlineMs?: number
}

/** The writer of this package, with the fate of each point. */
export function fluxproofWriter(options: FluxproofWriterOptions = {}): WriterAdapter {
  const { random = Math.random, deadlineMs = 5000 } = options
  let writer: Writer | undefined
  /** By the ordinal of the point, which is the order of the calls of write. */
  const lines: string[] = []
  const fates = new Map<number, LineOutcome['outcome']>()
  let pending = new Set<number>()

  async function settle(operation: string, run: Promise<Outcome> | undefined): Promise<void> {
    const outcome = await run
    if (outcome === undefined) return
    pending = new Set(outcome.pending.map(({ ordinal }) => ordinal))
    const { stored, handedIn } = outcome.totals
    if (stored !== handedIn) throw new Error(`${operation}: ${stored} of ${handedIn} points stored`)
  }

  return {
    async open({ url, org, bucket, token, fetch, clock }) {
      const target = { url, org, bucket, token, random, clock, transport: fetch }
      const onFate = ({ ordinal, fate }: { ordinal: number; fate: LineOutcome['outcome'] }) =>
        void fates.set(ordinal, fate)
      writer = createWriter({ ...target, onFate, ...(clock === undefined && { retryInitialMs: 20, deadlineMs }) })
    },
    async write(line) {
      lines.push(line)
      await writer?.write(line)
    },
    flush: () => settle('flush', writer?.flush()),
    close: () => settle('close', writer?.close()),
    outcomes: () =>
      lines.map((line, ordinal) => {
        return { line, outcome: fates.get(ordinal) ?? (pending.has(ordinal) ? 'unknown' : 'stored') }
      }),
  }
}
