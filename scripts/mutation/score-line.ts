import { percentOf, type Score } from './score.ts'

/** Says a score in one line, against a goal in percent. */
export function scoreLine(name: string, score: Score, { goal }: { goal: number }): string {
  const percent = percentOf(score)
  if (percent === undefined) return `${name} not measured`
  const { killed, alive, endless, timedOut, leftOut, broken } = score
  const timeouts = `${endless} of them endless loops, ${timedOut} ended by the clock`
  const others = `${leftOut} left out by comments, ${broken} that broke the run count for nothing`
  return `${name} ${percent.toFixed(1)} % killed (${killed} of ${killed + alive} mutants, ${timeouts}; ${others}; goal ${goal} %)`
}
