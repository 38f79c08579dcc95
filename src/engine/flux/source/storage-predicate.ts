import type { SeriesKey, SeriesSlice } from '../../storage/types.ts'
import type { Cell } from '../table/column.ts'
import { Regexp } from '../values/value.ts'

export type Literal = string | number | bigint | boolean | Regexp
export type Operator = '==' | '!=' | '=~' | '!~' | '<' | '<=' | '>' | '>='

/** What storage can decide: comparisons of a key or of the value with a literal, joined. */
export type StoragePredicate =
  | { readonly kind: 'and' | 'or'; readonly left: StoragePredicate; readonly right: StoragePredicate }
  | { readonly kind: 'tag'; readonly key: string; readonly operator: Operator; readonly literal: Literal }
  | { readonly kind: 'value'; readonly operator: Operator; readonly literal: Literal }

/** Decided for all rows of a series, or row by row. */
export type Decision = boolean | ((cell: Cell) => boolean)

/** Whether a series can hold rows that match: decides from keys alone, values count as possible. */
export function mayMatch(predicate: StoragePredicate, series: SeriesKey): boolean {
  switch (predicate.kind) {
    case 'and':
      return mayMatch(predicate.left, series) && mayMatch(predicate.right, series)
    case 'or':
      return mayMatch(predicate.left, series) || mayMatch(predicate.right, series)
    case 'tag':
      return compareText(keyValue(series, predicate.key), predicate.operator, predicate.literal)
    default:
      return true
  }
}

/** What the predicate says of a series' rows. */
export function decide(predicate: StoragePredicate, series: SeriesKey, type: SeriesSlice['column']['type']): Decision {
  switch (predicate.kind) {
    case 'and':
    case 'or':
      return join(predicate.kind, decide(predicate.left, series, type), decide(predicate.right, series, type))
    case 'tag':
      return compareText(keyValue(series, predicate.key), predicate.operator, predicate.literal)
    default:
      return decideValue(predicate.operator, predicate.literal, type)
  }
}

function join(kind: 'and' | 'or', left: Decision, right: Decision): Decision {
  const absorbing = kind === 'or'
  if (left === absorbing || right === absorbing) return absorbing
  if (typeof left === 'boolean') return right
  if (typeof right === 'boolean') return left
  return kind === 'and' ? (cell) => left(cell) && right(cell) : (cell) => left(cell) || right(cell)
}

/** A key's value in a series; storage does not tell an absent tag from an empty one. */
function keyValue({ measurement, field, tags }: SeriesKey, key: string): string {
  if (key === '_measurement') return measurement
  if (key === '_field') return field
  return tags.find(([name]) => name === key)?.[1] ?? ''
}

function compareText(text: string, operator: Operator, literal: Literal): boolean {
  if (literal instanceof Regexp) return literal.pattern.test(text) === (operator === '=~')
  const other = typeof literal === 'string' ? literal : undefined
  switch (operator) {
    case '==':
      return text === other
    case '!=':
      return text !== other
    default:
      return false
  }
}

/** A value of another type than the literal never matches; unsigned values match no number, strings have no order. */
function decideValue(operator: Operator, literal: Literal, type: SeriesSlice['column']['type']): Decision {
  if (literal instanceof Regexp || operator === '=~' || operator === '!~') {
    if (type !== 'string' || !(literal instanceof Regexp)) return false
    const wanted = operator === '=~'
    return (cell) => literal.pattern.test(String(cell)) === wanted
  }
  const numeric = typeof literal === 'number' || typeof literal === 'bigint'
  const comparable =
    (numeric && (type === 'float' || type === 'integer')) ||
    (typeof literal === 'string' && type === 'string') ||
    (typeof literal === 'boolean' && type === 'boolean')
  if (!comparable) return false
  if (operator === '==') {
    // biome-ignore lint/suspicious/noDoubleEquals: an int field and a float literal compare as numbers
    return (cell) => cell == literal
  }
  if (operator === '!=') {
    // biome-ignore lint/suspicious/noDoubleEquals: as above
    return (cell) => cell != literal
  }
  return numeric ? order(operator, literal) : false
}

function order(operator: Operator, literal: number | bigint): Decision {
  switch (operator) {
    case '<':
      return (cell) => (cell as number) < literal
    case '<=':
      return (cell) => (cell as number) <= literal
    case '>':
      return (cell) => (cell as number) > literal
    default:
      return (cell) => (cell as number) >= literal
  }
}
