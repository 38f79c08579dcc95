import type { Cursor } from './cursor.ts'
import type { Expression } from './syntax.ts'
import { durationNs } from './tokens.ts'

/** Binary operators by how tightly they bind, loosest first. */
const levels: readonly (readonly string[])[] = [
  ['OR'],
  ['AND'],
  ['=', '!=', '<>', '<', '<=', '>', '>=', '=~', '!~'],
  ['+', '-', '|', '^'],
  ['*', '/', '%', '&'],
]

/** Reads one expression: a column of SELECT or a condition of WHERE. */
export function parseExpression(cursor: Cursor, level = 0): Expression {
  const operators = levels[level]
  if (operators === undefined) return parseUnary(cursor)
  let left = parseExpression(cursor, level + 1)
  for (;;) {
    const token = cursor.peek()
    const text = token.kind === 'identifier' ? token.text.toUpperCase() : token.text
    if ((token.kind !== 'operator' && token.kind !== 'identifier') || !operators.includes(text)) return left
    cursor.next()
    const operator = text === '<>' ? '!=' : text
    left = { kind: 'binary', operator, left, right: parseExpression(cursor, level + 1) }
  }
}

function parseUnary(cursor: Cursor): Expression {
  if (cursor.acceptOperator('-')) {
    const zero: Expression = { kind: 'number', value: 0, integer: 0n }
    const right = parseUnary(cursor)
    if (right.kind === 'number') {
      const integer = right.integer === undefined ? {} : { integer: -right.integer }
      return { kind: 'number', value: -right.value, ...integer }
    }
    if (right.kind === 'duration') return { kind: 'duration', value: -right.value }
    return { kind: 'binary', operator: '-', left: zero, right }
  }
  if (cursor.acceptOperator('(')) {
    const inner = parseExpression(cursor)
    cursor.expectOperator(')')
    return inner
  }
  return parsePrimary(cursor)
}

function parseCast(cursor: Cursor): 'tag' | 'field' | undefined {
  if (!cursor.acceptOperator('::')) return undefined
  const cast = cursor.expectIdentifier().toLowerCase()
  return cast === 'tag' ? 'tag' : 'field'
}

function parseCall(cursor: Cursor, name: string): Expression {
  const args: Expression[] = []
  while (!cursor.acceptOperator(')')) {
    if (args.length > 0) cursor.expectOperator(',')
    args.push(parseExpression(cursor))
  }
  return { kind: 'call', name: name.toLowerCase(), args }
}

function parsePrimary(cursor: Cursor): Expression {
  const token = cursor.peek()
  switch (token.kind) {
    case 'number': {
      cursor.next()
      const integer = /^\d+$/.test(token.text) ? { integer: BigInt(token.text) } : {}
      return { kind: 'number', value: Number(token.text), ...integer }
    }
    case 'duration':
      cursor.next()
      return { kind: 'duration', value: durationNs(token.text) ?? 0n }
    case 'string':
      cursor.next()
      return { kind: 'string', value: token.text }
    case 'regex':
      cursor.next()
      return { kind: 'regex', value: new RegExp(token.text) }
    case 'quoted':
    case 'identifier': {
      cursor.next()
      const word = token.text.toUpperCase()
      if (token.kind === 'identifier' && (word === 'TRUE' || word === 'FALSE')) {
        return { kind: 'boolean', value: word === 'TRUE' }
      }
      if (token.kind === 'identifier' && cursor.acceptOperator('(')) return parseCall(cursor, token.text)
      const cast = parseCast(cursor)
      return { kind: 'reference', name: token.text, ...(cast === undefined ? {} : { cast }) }
    }
    default:
      if (cursor.acceptOperator('*')) {
        const only = parseCast(cursor)
        return { kind: 'wildcard', ...(only === undefined ? {} : { only }) }
      }
      return cursor.fail('identifier', 'string', 'number', 'bool')
  }
}
