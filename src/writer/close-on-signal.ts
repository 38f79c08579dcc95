import type { Outcome } from './outcome-ledger.ts'
import type { WaitOptions, Writer } from './writer.ts'

export interface CloseOnSignalOptions extends WaitOptions {
  /** Default SIGTERM and SIGINT. */
  readonly signals?: readonly NodeJS.Signals[]
  /** Called with the outcome before the process ends by that signal. */
  readonly onClosed?: (outcome: Outcome) => void
}

/** Closes the writer, and so flushes it, when the process is asked to end, and then lets it end by that signal. @returns what takes this back. */
export function closeOnSignal(writer: Writer, options: CloseOnSignalOptions = {}): () => void {
  const { signals = ['SIGTERM', 'SIGINT'], onClosed, ...wait } = options
  const handle = (signal: NodeJS.Signals) => {
    void writer.close(wait).then((outcome) => {
      onClosed?.(outcome)
      remove()
      process.kill(process.pid, signal)
    })
  }
  const remove = () => {
    for (const signal of signals) process.off(signal, handle)
  }
  for (const signal of signals) process.on(signal, handle)
  return remove
}
