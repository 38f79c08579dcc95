import { type Cell, InfluxqlError } from './host.ts'
import type { Expression } from './syntax.ts'

/** What WHERE says: bounds of time, both inclusive in nanoseconds, and the rest as a condition on rows. */
export interface Condition {
  readonly minNs?: bigint
  readonly maxNs?: bigint
  readonly rest?: Expression
}

/** Looks a name up in a row: a tag, else a field; undefined where the row has neither. */
export type Lookup = (name: string, cast: 'tag' | 'field' | undefined) => Cell | undefined

const rfc3339 = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:\d{2})?$/

/** Nanoseconds of a time literal such as 2020-09-13T12:26:40Z or 2020-09-13 12:26:40.5. */
export function timeLiteralNs(text: string): bigint {
  const match = rfc3339.exec(text)
  const ms = match ? Date.parse(`${match[1]}T${match[2] ?? '00:00:00'}${match[4] ?? 'Z'}`) : Number.NaN
  if (Number.isNaN(ms))
    throw new InfluxqlError(`invalid operation: time and *influxql.StringLiteral are not compatible`)
  return BigInt(ms) * 1_000_000n + BigInt((match?.[3] ?? '').padEnd(9, '0'))
}

/** Nanoseconds that an expression of literals, durations and now() stands for. */
export function constantTimeNs(expression: Expression, nowNs: bigint): bigint | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.integer ?? BigInt(Math.trunc(expression.value))
    case 'duration':
      return expression.value
    case 'string':
      return timeLiteralNs(expression.value)
    case 'call':
      return expression.name === 'now' && expression.args.length === 0 ? nowNs : undefined
    case 'binary': {
      const left = constantTimeNs(expression.left, nowNs)
      const right = constantTimeNs(expression.right, nowNs)
      if (left === undefined || right === undefined) return undefined
      if (expression.operator === '+') return left + right
      return expression.operator === '-' ? left - right : undefined
    }
    default:
      return undefined
  }
}

const mirrored: Readonly<Record<string, string>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '=': '=' }
const isTime = (expression: Expression) => expression.kind === 'reference' && expression.name.toLowerCase() === 'time'

function timeBounds(expression: Expression, nowNs: bigint): Condition | undefined {
  if (expression.kind !== 'binary') return undefined
  const flipped = isTime(expression.right)
  if (!flipped && !isTime(expression.left)) return undefined
  const operator = flipped ? mirrored[expression.operator] : expression.operator
  const at = constantTimeNs(flipped ? expression.left : expression.right, nowNs)
  if (at === undefined) return undefined
  if (operator === '<') return { maxNs: at - 1n }
  if (operator === '<=') return { maxNs: at }
  if (operator === '>') return { minNs: at + 1n }
  if (operator === '>=') return { minNs: at }
  return operator === '=' ? { minNs: at, maxNs: at } : undefined
}

const later = (a: bigint | undefined, b: bigint | undefined) => (a === undefined || (b !== undefined && b > a) ? b : a)
const earlier = (a: bigint | undefined, b: bigint | undefined) =>
  a === undefined || (b !== undefined && b < a) ? b : a

/** Parts the bounds of time, which must be joined by AND, from the rest. */
export function splitCondition(where: Expression | undefined, nowNs: bigint): Condition {
  if (where === undefined) return {}
  if (where.kind === 'binary' && where.operator === 'AND') {
    const left = splitCondition(where.left, nowNs)
    const right = splitCondition(where.right, nowNs)
    const minNs = later(left.minNs, right.minNs)
    const maxNs = earlier(left.maxNs, right.maxNs)
    const rest: Expression | undefined =
      left.rest && right.rest
        ? { kind: 'binary', operator: 'AND', left: left.rest, right: right.rest }
        : (left.rest ?? right.rest)
    return {
      ...(minNs === undefined ? {} : { minNs }),
      ...(maxNs === undefined ? {} : { maxNs }),
      ...(rest === undefined ? {} : { rest }),
    }
  }
  return timeBounds(where, nowNs) ?? { rest: where }
}

const asNumber = (cell: Cell | undefined) =>
  typeof cell === 'bigint' ? Number(cell) : typeof cell === 'number' ? cell : undefined

function compareCells(operator: string, left: Cell | undefined, right: Cell | undefined): boolean {
  const a = asNumber(left) ?? left
  const b = asNumber(right) ?? right
  if (a === undefined || a === null || b === undefined || b === null || typeof a !== typeof b) return operator === '!='
  if (operator === '=') return a === b
  if (operator === '!=') return a !== b
  if (typeof a === 'boolean') return false
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

/** Arithmetic of InfluxQL on two cells: integers stay integers but for the division. */
export function arithmetic(operator: string, left: Cell | undefined, right: Cell | undefined): Cell {
  if (typeof left === 'bigint' && typeof right === 'bigint' && operator !== '/') {
    if (operator === '+') return BigInt.asIntN(64, left + right)
    if (operator === '-') return BigInt.asIntN(64, left - right)
    if (operator === '*') return BigInt.asIntN(64, left * right)
    if (operator === '%') return right === 0n ? 0n : left % right
    if (operator === '&') return left & right
    return operator === '|' ? left | right : left ^ right
  }
  const a = asNumber(left)
  const b = asNumber(right)
  if (a === undefined || b === undefined) return null
  if (operator === '+') return a + b
  if (operator === '-') return a - b
  if (operator === '*') return a * b
  if (operator === '%') return a % b
  return b === 0 ? 0 : a / b
}

/** The value of an expression in a row; undefined where a name is unknown. */
export function evaluate(expression: Expression, lookup: Lookup): Cell | undefined {
  switch (expression.kind) {
    case 'number':
      return expression.integer ?? expression.value
    case 'duration':
    case 'string':
    case 'boolean':
      return expression.value
    case 'reference':
      return lookup(expression.name, expression.cast)
    case 'binary':
      return evaluateBinary(expression, lookup)
    default:
      return undefined
  }
}

function evaluateBinary(expression: Extract<Expression, { kind: 'binary' }>, lookup: Lookup): Cell | undefined {
  const { operator, left, right } = expression
  if (operator === 'AND') return evaluate(left, lookup) === true && evaluate(right, lookup) === true
  if (operator === 'OR') return evaluate(left, lookup) === true || evaluate(right, lookup) === true
  if (operator === '=~' || operator === '!~') {
    const value = evaluate(left, lookup) ?? ''
    const matches = right.kind === 'regex' && typeof value === 'string' && right.value.test(value)
    return matches === (operator === '=~')
  }
  const a = evaluate(left, lookup)
  const b = evaluate(right, lookup)
  if (/^(?:=|!=|<|<=|>|>=)$/.test(operator)) return compareCells(operator, a, b)
  return arithmetic(operator, a, b)
}
