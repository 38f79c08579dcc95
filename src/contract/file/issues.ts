import type { z } from 'zod'
import type { Position } from '../model.ts'
import { nearestPosition, type Path, pathKey } from '../position.ts'
import { didYouMean, nearest, type Problem, show } from '../problem.ts'
import type { Source } from '../source.ts'

/**
 * Turns what zod found into problems with places. `data` is what was validated. A key that is missing because it was mistyped is one problem,
 * the typo.
 */
export function toProblems(issues: readonly z.core.$ZodIssue[], source: Source, data: unknown): Problem[] {
  const meant = new Set<string>()
  const problems = issues.flatMap((issue) => {
    const path = issue.path.map((segment) => (typeof segment === 'number' ? segment : String(segment)))
    if (issue.code !== 'unrecognized_keys')
      return [{ place: place(source, path), ...facts(issue, valueAt(data, path)) }]
    // `shape` puts the known keys into the message.
    const known = issue.message.split(' ')
    for (const key of issue.keys) meant.add([...path, nearest(key, known)].join('.'))
    return issue.keys.map((key) => unknownKey(key, known, { path, source }))
  })
  return problems
    .map(({ place: { path, ...position }, ...rest }) => ({
      file: source.file,
      ...position,
      path: path.join('.'),
      ...rest,
    }))
    .filter(({ found, path }) => !(found === show(undefined) && meant.has(path)))
}

/** Where a problem is. */
interface Place extends Position {
  readonly path: Path
}

type Fault = Pick<Problem, 'expected' | 'found' | 'hint'>

function place(source: Source, path: Path): Place {
  return { ...nearestPosition(source.positions, path), path }
}

function unknownKey(
  key: string,
  known: readonly string[],
  { path, source }: { path: Path; source: Source },
): Fault & { place: Place } {
  const own = [...path, key]
  const position = source.keyPositions.get(pathKey(own)) ?? nearestPosition(source.positions, own)
  return {
    place: { ...position, path: own },
    expected: `one of the keys ${known.join(', ')}`,
    found: JSON.stringify(key),
    ...didYouMean(key, known),
  }
}

function facts(issue: z.core.$ZodIssue, value: unknown): Fault {
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
