import type { Totals } from '../../writer/outcome-ledger.ts'
import type { TextSink } from '../io.ts'

export interface ProgressOptions {
  readonly totals: () => Totals
  readonly bytesRead: () => number
  /** Size of the input; undefined for a pipe: then there is no bar, only the numbers. */
  readonly bytesInAll: number | undefined
}

/** Milliseconds between two looks. */
const everyMs = 200
const barWidth = 24

/** One line on a terminal that tells how far the writer is until it is stopped; nothing where nobody watches. @returns what stops it. */
export function startProgress(sink: TextSink, options: ProgressOptions): () => void {
  if (!sink.isTTY) return () => undefined
  const show = () => sink.write(`\r${progressLine(options)}\x1b[K`)
  show()
  const timer = setInterval(show, everyMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    show()
    sink.write('\n')
  }
}

function progressLine({ totals, bytesRead, bytesInAll }: ProgressOptions): string {
  const { handedIn, stored, pending } = totals()
  const numbers = `${handedIn} read, ${stored} stored, ${handedIn - stored - pending} not, ${pending} under way`
  if (bytesInAll === undefined) return numbers
  const read = bytesInAll === 0 ? 1 : Math.min(1, bytesRead() / bytesInAll)
  // What was read and is under way is not done.
  const share = handedIn === 0 ? read : (read * (handedIn - pending)) / handedIn
  const full = Math.round(share * barWidth)
  return `[${'#'.repeat(full)}${'-'.repeat(barWidth - full)}] ${Math.floor(share * 100)} %, ${numbers}`
}
