import { ApiError } from '../http/api-error.ts'
import type { Position } from './predicate-reader.ts'
import { PredicateScanner, type PredicateToken } from './predicate-scanner.ts'

const operators = new Set('+ - * / % & | ^ AND OR = != =~ !~ < <= > >='.split(' '))
const operandKinds = 'identifier, string, number, bool'

/**
 * Refuses what the server refuses when it reads a predicate, already accepted as one, a second time as an InfluxQL
 * expression; what follows a whole expression is not looked at.
 */
export function checkExpression(text: string): void {
  if (text !== '') parseExpression(new PredicateScanner(text))
}

function refuse(message: string): never {
  throw new ApiError('invalid', `invalid request; error parsing predicate: ${message}`)
}

function place({ line, char }: Position): string {
  return `at line ${line + 1}, char ${char + 1}`
}

function unexpected(token: PredicateToken, expected: string): never {
  return refuse(`found ${token.text === '' ? token.kind : token.text}, expected ${expected} ${place(token.at)}`)
}

function next(scanner: PredicateScanner): PredicateToken {
  return scanner.nextWord({ skipComments: true })
}

function parseExpression(scanner: PredicateScanner): void {
  parseOperand(scanner)
  while (operators.has(next(scanner).kind)) parseOperand(scanner)
  scanner.back()
}

function parseOperand(scanner: PredicateScanner): void {
  const token = next(scanner)
  switch (token.kind) {
    case '(':
      parseParenthesized(scanner)
      return
    case 'IDENT':
      // A parenthesis right behind a name makes it a call.
      if (scanner.next().kind === '(') parseParenthesized(scanner)
      else scanner.back()
      return
    case 'INTEGER':
      if (BigInt(token.text) >= 2n ** 64n) refuse(`unable to parse integer ${place(token.at)}`)
      return
    case 'DURATIONVAL':
      if (!/^(\d+(ns|ms|[uµsmhdw]))+$/.test(token.text)) refuse('invalid duration')
      return
    case 'STRING':
    case 'NUMBER':
    case 'TRUE':
    case 'FALSE':
    case '*':
    case 'BOUNDPARAM':
      return
    case '+':
    case '-':
      parseSigned(scanner)
      return
    default:
      unexpected(token, operandKinds)
  }
}

function parseParenthesized(scanner: PredicateScanner): void {
  parseExpression(scanner)
  const end = next(scanner)
  if (end.kind !== ')') unexpected(end, ')')
}

function parseSigned(scanner: PredicateScanner): void {
  const token = next(scanner)
  if (!['NUMBER', 'INTEGER', 'DURATIONVAL', '(', 'IDENT'].includes(token.kind)) {
    unexpected(token, 'identifier, number, duration, (')
  }
  scanner.back()
  parseOperand(scanner)
}
