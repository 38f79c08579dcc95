import type { Bucket } from '../model.ts'
import { nearestPosition, type Path } from '../position.ts'
import { didYouMean, type Problem } from '../problem.ts'
import type { Source } from '../source.ts'

/** Collects what is wrong while the contract is built, each with its place. */
export interface Report {
  readonly problems: readonly Problem[]
  add(path: Path, fault: { expected: string; found: string; hint?: string }): void
}

export function createReport(source: Source): Report {
  const problems: Problem[] = []
  return {
    problems,
    add(path, fault) {
      problems.push({ file: source.file, ...nearestPosition(source.positions, path), path: path.join('.'), ...fault })
    },
  }
}

/** Finds what a key names; an unknown one is reported with the nearest. */
export function resolve<T extends { readonly key: string }>(
  among: readonly T[],
  key: string,
  { report, path, what }: { report: Report; path: Path; what: string },
): T | undefined {
  const hit = among.find((one) => one.key === key)
  if (hit !== undefined) return hit
  const known = among.map((one) => one.key)
  report.add(path, {
    expected: `the key of a declared ${what}${known.length === 0 ? ' (there is none)' : `: ${known.slice(0, 12).join(', ')}`}`,
    found: JSON.stringify(key),
    ...didYouMean(key, known),
  })
  return undefined
}

/** Finds a bucket by its key in the contract. */
export function resolveBucket(buckets: readonly Bucket[], key: string, where: { report: Report; path: Path }) {
  return resolve(buckets, key, { ...where, what: 'bucket' })
}
