import type { z } from 'zod'
import { nearestPosition, type Path, pathKey } from '../position.ts'
import { didYouMean, type Problem, show } from '../problem.ts'
import type { Source } from '../source.ts'

/** Turns what zod found into problems with places. `data` is what was validated. */
export function toProblems(issues: readonly z.core.$ZodIssue[], source: Source, data: unknown): Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)))
    if (issue.code === 'unrecognized_keys') return unknownKeys(issue, path, source)
    return [
      {
        file: source.file,
        ...nearestPosition(source.positions, path),
        path: path.join('.'),
        ...facts(issue, valueAt(data, path)),
      },
    ]
  })
}

function unknownKeys(issue: z.core.$ZodIssueUnrecognizedKeys, path: Path, source: Source): Problem[] {
  // `shape` puts the known keys into the message.
  const known = issue.message.split(' ')
  return issue.keys.map((key) => {
    const own = [...path, key]
    return {
      file: source.file,
      ...(source.keyPositions.get(pathKey(own)) ?? nearestPosition(source.positions, own)),
      path: own.join('.'),
      expected: `one of the keys ${known.join(', ')}`,
      found: JSON.stringify(key),
      ...didYouMean(key, known),
    }
  })
}

function facts(issue: z.core.$ZodIssue, value: unknown): Pick<Problem, 'expected' | 'found' | 'hint'> {
  if (issue.code === 'custom') {
    const { expected, found, hint } = issue.params ?? {}
    return { expected: String(expected), found: String(found), ...(hint === undefined ? {} : { hint: String(hint) }) }
  }
  if (issue.code === 'invalid_type') {
    return { expected: issue.expected === 'array' ? 'a list' : 'a map', found: show(value) }
  }
  if (issue.code === 'too_small') return { expected: 'at least one entry', found: 'an empty list' }
  return { expected: issue.message, found: show(value) }
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data
  for (const segment of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[segment]
  }
  return value
}
