import { decode } from '../line-protocol/decode.ts'
import { booleanWords } from '../line-protocol/grammar.ts'

/** Lines with these fields in this order. */
export interface FieldShape {
  /** Finds the fields of a line from the end of its series on: up to the blank before its time, or to its end. */
  readonly pattern: RegExp
}

/** Up to 18 digits an int64 holds whatever they are; a float of up to two digits of exponent is finite. */
const number = '-?\\d{1,18}(?:i|(?:\\.\\d+)?(?:[eE][-+]?\\d\\d?)?)|\\d{1,18}u'
/** Escapes are quotes only; control characters and halves of a surrogate pair are for the exact reader. */
const string = '"[^"\\\\\\x00-\\x1f\\x7f\\ud800-\\udfff]*(?:\\\\"[^"\\\\\\x00-\\x1f\\x7f\\ud800-\\udfff]*)*"'
const value = `(?:${number}|${string}|${[...booleanWords.keys()].join('|')})`
const anyField = new RegExp(`[, ]([^\\x00-\\x20",=\\\\\\x7f]+=)${value}(?=[, ]|$)`, 'y')

const maxKnown = 1_000
const known = new Map<string, FieldShape | undefined>()

/** The shape of the fields that start at `from`, at the blank before them; undefined where one of them is not plain, or two have one key. */
export function fieldShapeOf(line: string, from: number): FieldShape | undefined {
  const keys: string[] = []
  let at = from
  do {
    anyField.lastIndex = at
    const [, key] = anyField.exec(line) ?? []
    if (key === undefined) return undefined
    keys.push(key)
    at = anyField.lastIndex
  } while (line[at] === ',')
  const all = keys.join()
  const shape = known.get(all)
  if (shape !== undefined || known.has(all)) return shape
  if (known.size >= maxKnown) known.clear()
  const made = make(keys)
  known.set(all, made)
  return made
}

/** Whether these keys may stand in one line, the exact reader says. */
function make(keys: readonly string[]): FieldShape | undefined {
  const { points, errors } = decode(`m ${keys.map((key) => `${key}1`).join()} 1`, { mode: 'strict' })
  if (points.length !== 1 || errors.length > 0) return undefined
  const fields = keys.map((key) => RegExp.escape(key) + value)
  return { pattern: new RegExp(` ${fields.join()}(?: |$)`, 'y') }
}
