import type { Io } from '../io.ts'

/** What a run is doing, on standard error. */
export interface Progress {
  step(contract: string, step: string): void
  /** Makes room for other output. */
  clear(): void
}

const words: Readonly<Record<string, string>> = {
  start: 'starting the server',
  apply: 'building what the contract declares',
  seed: 'writing data',
  tasks: 'running tasks',
  verify: 'checking',
}

/** One line that is written over on a terminal; nothing elsewhere, where the verdicts themselves are the log. */
export function createProgress({
  io,
  jobs,
  quiet,
}: {
  readonly io: Io
  readonly jobs: number
  readonly quiet: boolean
}): Progress {
  if (!io.stderr.isTTY || quiet || io.env.CI) return { step: () => {}, clear: () => {} }
  const seen = new Set<string>()
  let shown = false
  const clear = () => {
    if (shown) io.stderr.write('\r\u001b[2K')
    shown = false
  }
  return {
    clear,
    step(contract, step) {
      seen.add(contract)
      clear()
      io.stderr.write(`[${seen.size}/${jobs}] ${contract}: ${words[step] ?? step}`)
      shown = true
    },
  }
}
