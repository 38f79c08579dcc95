import { ApiError } from '../http/api-error.ts'
import { type Token, tokensOf } from './token.ts'

const operands = ['IDENT', 'STRING', 'NUMBER', 'INTEGER', 'DURATIONVAL', 'TRUE', 'FALSE']
const operators = ['AND', 'OR', '=', '!=', '<', '<=', '>', '>=', '=~', '!~', '+', '-', '*', '/', '%', '&', '|', '^']

function refuse(token: Token, expected: string): never {
  throw new ApiError(
    'invalid',
    `invalid request; error parsing predicate: found ${token.text || token.name}, expected ${expected} at line 1, char ${token.at + 1}`,
  )
}

/**
 * Checks that a predicate is an InfluxQL expression as well: the server parses it a second time, by that grammar, where
 * a bare `name` is a keyword and `()` is nothing. Throws `invalid`.
 */
export function checkExpression(text: string): void {
  const tokens = tokensOf(text)
  let next = 0
  const scan = (): Token => tokens[Math.min(next++, tokens.length - 1)] as Token
  function operand(): void {
    const token = scan()
    if (token.name === '(') {
      expression()
      const close = scan()
      if (close.name !== ')') refuse(close, ')')
    } else if (token.name === '-') operand()
    else if (!operands.includes(token.name)) refuse(token, 'identifier, string, number, bool')
  }
  function expression(): void {
    operand()
    while (operators.includes(tokens[next]?.name ?? '')) {
      next++
      operand()
    }
  }
  if (text !== '') expression()
}
