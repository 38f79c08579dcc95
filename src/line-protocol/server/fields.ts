import { blank, booleanWords } from '../grammar.ts'
import { type RefusedValue, refusedNumber } from './number.ts'
import { type Refusal, refuse, type ServerRule } from './refusal.ts'

/** Offset of the first byte from `at` on that is not blank. */
export function skipBlanks(line: string, at: number): number {
  let end = at
  while (end < line.length && blank.has(line.charCodeAt(end))) end++
  return end
}

/** The field block of a line, in binary text. */
export interface RawFields {
  readonly text: string
  readonly start: number
  /** Offset of the byte after it: a blank or the end of the line. */
  readonly end: number
}

/**
 * Finds and checks the field block of a line, as the server does: quotes count only between `=` and `,`, a backslash takes the next byte with
 * it wherever it stands, and a bare value is checked as soon as its `=` is seen.
 */
export function scanFields(line: string, from: number): RawFields | Refusal {
  const start = skipBlanks(line, from)
  let at = start
  let quoted = false
  let equals = 0
  let commas = 0
  while (at < line.length) {
    const character = line[at]
    if (character === '\\' && at + 1 < line.length) {
      at += 2
      continue
    }
    if (character === '"' && equals > commas) {
      quoted = !quoted
    } else if (character === '=' && !quoted) {
      equals++
      const rule = refusedAtEquals(line, at)
      if (rule !== undefined) return refuse(rule, at)
      if (line[at + 1] !== '"') {
        const token = bareValue(line, at + 1)
        const refused = refusedBareValue(token)
        if (refused !== undefined) return refuse(refused.rule, at + 1, refused.reason)
        at += 1 + token.length
        continue
      }
    } else if (character === ',' && !quoted) {
      commas++
    } else if (character === ' ' && !quoted) {
      break
    }
    at++
  }
  if (quoted) return refuse('unbalanced-quotes', at)
  if (commas !== equals - 1) return refuse('invalid-field-format', at)
  return { text: line.slice(start, at), start, end: at }
}

function refusedAtEquals(line: string, at: number): ServerRule | undefined {
  const before = line[at - 1]
  if ((before === ' ' || before === ',') && line[at - 2] !== '\\') return 'missing-field-key'
  const after = line[at + 1]
  return after === undefined || after === ',' || after === ' ' ? 'missing-field-value' : undefined
}

function refusedBareValue(token: string): RefusedValue | undefined {
  if (/^[0-9.\-Nn]/.test(token)) return refusedNumber(token)
  return booleanWords.has(token) ? undefined : { rule: 'invalid-boolean' }
}

const bareValueAt = /[^, ]*/y

function bareValue(line: string, at: number): string {
  bareValueAt.lastIndex = at
  return bareValueAt.exec(line)?.[0] ?? ''
}
