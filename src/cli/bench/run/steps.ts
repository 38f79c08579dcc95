import type { Io } from '../../io.ts'

/** What a run is doing, on standard error. */
export interface Steps {
  /** @param workload its name; @param step what of it is under way. */
  step(workload: string, step: string): void
  /** A line that stays. */
  note(text: string): void
  /** A workload is done: its line stays. */
  done(workload: string): void
  clear(): void
}

export interface StepsOptions {
  readonly io: Io
  readonly quiet: boolean
  /** Workloads in all. */
  readonly count: number
}

/** One line that is written over on a terminal; elsewhere a line for each workload that is done. */
export function createSteps({ io, quiet, count }: StepsOptions): Steps {
  const { stderr } = io
  const overwrites = stderr.isTTY && !io.env.CI && !quiet
  let finished = 0
  let shown = false
  const clear = () => {
    if (shown) stderr.write('\r\u001b[2K')
    shown = false
  }
  const say = (text: string) => {
    clear()
    if (!quiet) stderr.write(`${text}\n`)
  }
  return {
    clear,
    note: say,
    step(workload, step) {
      if (!overwrites) return
      clear()
      stderr.write(`[${finished + 1}/${count}] ${workload}: ${step}`)
      shown = true
    },
    done(workload) {
      finished++
      if (overwrites) clear()
      else say(`[${finished}/${count}] ${workload}`)
    },
  }
}
