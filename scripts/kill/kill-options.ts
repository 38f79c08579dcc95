/** What a loop of kills is told. */
export interface KillOptions {
  readonly rounds: number
  /** Of the moments of the kills. */
  readonly seed: number
  readonly log: (text: string) => void
}
