import type { SourceLocation } from '../language/ast.ts'
import { FluxError } from '../language/flux-error.ts'
import { goPow } from './go-pow.ts'
import { Duration, isNull, Null, nullOf, Regexp, Time, typeName, Uint, type Value } from './value.ts'

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>='

/** Applies a binary operator. Throws "unsupported binary expression a op b" for types that it has no meaning for. */
export function binary(operator: string, left: Value, right: Value, location?: SourceLocation): Value {
  switch (operator) {
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compare(operator, left, right, location)
    case '=~':
    case '!~':
      return match(operator, left, right, location)
    default:
      return arithmetic(operator, left, right, location)
  }
}

function unsupported(operator: string, left: Value, right: Value, location: SourceLocation | undefined): FluxError {
  const message = `unsupported binary expression ${typeName(left)} ${operator} ${typeName(right)}`
  return new FluxError(message, location === undefined ? {} : { location })
}

/** The plain value that orders like this one: numbers of all kinds compare with each other. */
function comparable(value: Value): number | bigint | string | boolean | undefined {
  if (value instanceof Uint) return value.value
  if (value instanceof Time) return value.ns
  return typeof value === 'object' ? undefined : value
}

const numeric = new Set(['int', 'uint', 'float'])

function compare(operator: Comparison, left: Value, right: Value, location: SourceLocation | undefined): Value {
  const leftType = typeName(left)
  const rightType = typeName(right)
  if (isNull(left) || isNull(right)) return nullOf('bool')
  const same = leftType === rightType || (numeric.has(leftType) && numeric.has(rightType))
  const a = comparable(left)
  const b = comparable(right)
  if (!same || a === undefined || b === undefined) {
    const equality = operator === '==' || operator === '!='
    if (equality && left instanceof Duration && right instanceof Duration) {
      const equal = left.months === right.months && left.ns === right.ns && left.negative === right.negative
      return equal === (operator === '==')
    }
    throw unsupported(operator, left, right, location)
  }
  switch (operator) {
    case '==':
      // biome-ignore lint/suspicious/noDoubleEquals: 1n == 1 compares an int with a float exactly
      return a == b
    case '!=':
      // biome-ignore lint/suspicious/noDoubleEquals: as above
      return a != b
  }
  if (typeof a === 'boolean') throw unsupported(operator, left, right, location)
  switch (operator) {
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    default:
      return a >= b
  }
}

function match(operator: string, left: Value, right: Value, location: SourceLocation | undefined): Value {
  if (isNull(left) || isNull(right)) return nullOf('bool')
  if (typeof left !== 'string' || !(right instanceof Regexp)) throw unsupported(operator, left, right, location)
  return right.pattern.test(left) === (operator === '=~')
}

function arithmetic(operator: string, left: Value, right: Value, location: SourceLocation | undefined): Value {
  if (left instanceof Null || right instanceof Null) return nullArithmetic(left, right)
  if (typeof left === 'number' && typeof right === 'number') return floats(operator, left, right, location)
  if (typeof left === 'bigint' && typeof right === 'bigint') return ints(operator, left, right)
  if (left instanceof Uint && right instanceof Uint) {
    const result = integers(operator, left.value, right.value)
    return typeof result === 'number' ? result : new Uint(result)
  }
  if (typeof left === 'string' && typeof right === 'string' && operator === '+') return left + right
  if (left instanceof Duration && right instanceof Duration && (operator === '+' || operator === '-')) {
    return durations(operator, left, right)
  }
  throw unsupported(operator, left, right, location)
}

function nullArithmetic(left: Value, right: Value): Value {
  const known = left instanceof Null ? right : left
  if (known instanceof Null) return known.type === 'invalid' ? left : known
  const type = typeName(known)
  return nullOf(type as Null['type'])
}

function floats(operator: string, a: number, b: number, location: SourceLocation | undefined): number {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      return a / b
    case '%':
      return a % b
    case '^':
      return goPow(a, b)
    default:
      throw unsupported(operator, a, b, location)
  }
}

function ints(operator: string, a: bigint, b: bigint): Value {
  const result = integers(operator, a, b)
  return typeof result === 'number' ? result : BigInt.asIntN(64, result)
}

function integers(operator: string, a: bigint, b: bigint): bigint | number {
  switch (operator) {
    case '+':
      return a + b
    case '-':
      return a - b
    case '*':
      return a * b
    case '/':
      if (b === 0n) throw new FluxError('cannot divide by zero')
      return a / b
    case '%':
      if (b === 0n) throw new FluxError('cannot mod zero')
      return a % b
    default:
      return goPow(Number(a), Number(b))
  }
}

function durations(operator: string, a: Duration, b: Duration): Duration {
  const sign = (one: Duration) => (one.negative ? -1n : 1n)
  const flip = operator === '-' ? -1n : 1n
  const months = a.months * sign(a) + b.months * sign(b) * flip
  const ns = a.ns * sign(a) + b.ns * sign(b) * flip
  const negative = months < 0n || ns < 0n
  return new Duration({ months: negative ? -months : months, ns: negative ? -ns : ns, negative })
}
