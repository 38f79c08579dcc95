import { closest, distance } from 'fastest-levenshtein'
import type { Position } from './model.ts'

/** One thing wrong with a contract file: a value, never thrown. */
export interface Problem extends Position {
  readonly file: string
  /** Keys from the top of the file, joined by `.`; empty for the file itself. */
  readonly path: string
  readonly expected: string
  readonly found: string
  /** What to do, as a sentence. */
  readonly hint?: string
}

/** `file:line:column: path: expected …, found …. Hint`: one line that editors can jump to. */
export function formatProblem({ file, line, column, path, expected, found, hint }: Problem): string {
  const where = path === '' ? '' : `${path}: `
  return `${file}:${line}:${column}: ${where}expected ${expected}, found ${found}${hint === undefined ? '' : `. ${hint}`}`
}

/** The known name that a typo most likely meant: at most a third of its letters (and at least two) differ. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined
  const candidate = closest(name, known)
  return distance(name, candidate) <= Math.max(2, Math.floor(candidate.length / 3)) ? candidate : undefined
}

/** A hint for a typo, or nothing. */
export function didYouMean(name: string, known: readonly string[]): { hint?: string } {
  const candidate = nearest(name, known)
  return candidate === undefined ? {} : { hint: `Did you mean ${JSON.stringify(candidate)}?` }
}

/** Shows a value of the file in a message, cut to 80 characters. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'an empty value'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'a map'
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
