/** The part of Stryker's report (mutation-testing-report-schema) that a score is made of. */
export interface MutationReport {
  readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>
}

export interface Mutant {
  readonly status: string
  /** What Stryker says of a timeout, an error or a mutant that a comment leaves out. */
  readonly statusReason?: string
}

/** What became of the mutants of a folder. */
export interface Score {
  /** Mutants that the tests told from the code, `endless` and `timedOut` among them. */
  readonly killed: number
  /** Survivors and mutants that no test reaches. */
  readonly alive: number
  /** Ran a hundred times as often as the code does: an endless loop, however busy the machine. */
  readonly endless: number
  /** Ended by the clock. */
  readonly timedOut: number
  /** Left out by a comment in the code. */
  readonly leftOut: number
  /** Took the process of the tests with them or broke the loading of a module: neither killed nor alive, as Stryker counts. */
  readonly broken: number
}

const killed: ReadonlySet<string> = new Set(['Killed', 'Timeout'])
const alive: ReadonlySet<string> = new Set(['Survived', 'NoCoverage'])

/** Counts the mutants of all files whose path starts with `folder`. Those that do not compile count for nothing. */
export function scoreOf(report: MutationReport, folder: string): Score {
  const mutants = mutantsOf(report, folder)
  const count = (holds: (mutant: Mutant) => boolean) => mutants.filter(holds).length
  const endless = count((mutant) => mutant.status === 'Timeout' && isEndless(mutant))
  return {
    killed: count(({ status }) => killed.has(status)),
    alive: count(({ status }) => alive.has(status)),
    endless,
    timedOut: count(({ status }) => status === 'Timeout') - endless,
    leftOut: count(({ status }) => status === 'Ignored'),
    broken: count(({ status }) => status === 'RuntimeError'),
  }
}

/** How many mutants each comment leaves out, by file and reason. */
export function leftOutOf(report: MutationReport, folder: string): ReadonlyMap<string, number> {
  const left = new Map<string, number>()
  for (const [file, { mutants }] of Object.entries(report.files)) {
    if (!file.startsWith(folder)) continue
    for (const { status, statusReason = 'without a reason' } of mutants) {
      const name = `${file}: ${statusReason}`
      if (status === 'Ignored') left.set(name, (left.get(name) ?? 0) + 1)
    }
  }
  return left
}

/** Killed mutants of a hundred; undefined where there is none. */
export function percentOf({ killed, alive }: Pick<Score, 'killed' | 'alive'>): number | undefined {
  return killed + alive === 0 ? undefined : (100 * killed) / (killed + alive)
}

function mutantsOf({ files }: MutationReport, folder: string): readonly Mutant[] {
  return Object.entries(files).flatMap(([file, { mutants }]) => (file.startsWith(folder) ? mutants : []))
}

function isEndless({ statusReason = '' }: Mutant): boolean {
  return statusReason.startsWith('Hit limit reached')
}
