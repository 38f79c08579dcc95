import { decode } from '../line-protocol/decode.ts'
import { booleanWords } from '../line-protocol/grammar.ts'

/** Lines with these fields in this order. */
export interface FieldShape {
  /** Finds the fields of a line from the end of its series on: up to the blank before its time, or to its end. */
  readonly pattern: RegExp
  /** The same where they are ASCII: their bytes need no counting, which costs as much as the search. */
  readonly ascii: RegExp
}

/** Up to 18 digits an int64 holds whatever they are; a float of up to two digits of exponent is finite. */
const number = '-?\\d{1,18}(?:i|(?:\\.\\d+)?(?:[eE][-+]?\\d\\d?)?)|\\d{1,18}u'
/** Escapes are quotes only; control characters and halves of a surrogate pair are for the exact reader. */
const value = valueWith('[^"\\\\\\x00-\\x1f\\x7f\\ud800-\\udfff]*')
const asciiValue = valueWith('[ !#-\\[\\]-~]*')
const anyField = new RegExp(`[, ]([^\\x00-\\x20",=\\\\\\x7f]+=)${value}(?=[, ]|$)`, 'y')

const isAscii = /^[ -~]*$/
const never = /(?!)/y

/** No line has it. */
export const noShape: FieldShape = { pattern: never, ascii: never }

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
  const pattern = patternOf(keys, value)
  return { pattern, ascii: isAscii.test(keys.join()) ? patternOf(keys, asciiValue) : never }
}

function patternOf(keys: readonly string[], value: string): RegExp {
  return new RegExp(` ${keys.map((key) => RegExp.escape(key) + value).join()}(?: |$)`, 'y')
}

/** @param characters of a string between quotes. */
function valueWith(characters: string): string {
  const string = `"${characters}(?:\\\\"${characters})*"`
  return `(?:${number}|${string}|${[...booleanWords.keys()].join('|')})`
}
