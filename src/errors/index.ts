/** The process exit codes of the command line (docs/architecture.md). */
export const exitCode = { kept: 0, broken: 1, undecided: 2, usage: 64 } as const

/** What an error says: the operation, what was expected, what was found, and the next step. */
export interface ErrorFacts {
  readonly operation: string
  readonly expected?: string
  readonly found: string
  readonly next?: string
  readonly cause?: unknown
}

/**
 * An error with an operation, an expectation, a fact and a next step, said in one sentence each.
 * Every text is the caller's: it must hold no token and no password.
 */
export class FluxproofError extends Error {
  readonly operation: string
  readonly expected: string | undefined
  readonly found: string
  readonly next: string | undefined
  /** Exit code of the command line when this error ends it: 2, the harness could not tell. */
  readonly exitCode: number = exitCode.undecided

  constructor(facts: ErrorFacts) {
    super(sentence(facts), facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = new.target.name
    this.operation = facts.operation
    this.expected = facts.expected
    this.found = facts.found
    this.next = facts.next
  }
}

/** Wrong arguments, contract or environment, found before any I/O on the target: exit code 64. */
export class UsageError extends FluxproofError {
  override readonly exitCode: number = exitCode.usage
}

function sentence({ operation, expected, found, next }: ErrorFacts): string {
  const parts = [`${operation}: ${expected === undefined ? found : `expected ${expected}, found ${found}`}`]
  if (next !== undefined) parts.push(next)
  return parts.join('. ')
}
