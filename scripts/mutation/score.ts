/** The part of Stryker's report (mutation-testing-report-schema) that a score is made of. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly { readonly status: string }[] }>>
}

export interface Score {
  readonly killed: number
  /** Survivors and mutants that no test reaches. */
  readonly alive: number
}

const killed: ReadonlySet<string> = new Set(['Killed', 'Timeout'])
const alive: ReadonlySet<string> = new Set(['Survived', 'NoCoverage'])

/** Counts the mutants of all files whose path starts with `folder`. Those that do not compile count for nothing. */
export function scoreOf({ files }: MutationReport, folder: string): Score {
  const score = { killed: 0, alive: 0 }
  for (const [file, { mutants }] of Object.entries(files)) {
    if (!file.startsWith(folder)) continue
    for (const { status } of mutants) {
      if (killed.has(status)) score.killed++
      else if (alive.has(status)) score.alive++
    }
  }
  return score
}

/** Killed mutants of a hundred; undefined where there is none. */
export function percentOf({ killed, alive }: Score): number | undefined {
  return killed + alive === 0 ? undefined : (100 * killed) / (killed + alive)
}
