import { ApiError } from '../http/api-error.ts'
import { PredicateScanner, type PredicateToken } from './predicate-scanner.ts'

/** A condition on one tag. */
export interface TagRule {
  readonly kind: 'rule'
  readonly key: string
  readonly operator: '=' | '!='
  readonly value: string
}

/** Two nodes; without AND between them the server finds out only when it translates the tree. */
export interface LogicalNode {
  readonly kind: 'logical'
  readonly and: boolean
  readonly children: readonly [PredicateNode, PredicateNode]
}

export type PredicateNode = TagRule | LogicalNode

/**
 * Parses as predicate/parser.go of the server does, its looseness included: a third condition without AND takes the
 * place of the second.
 * @returns undefined for no condition.
 */
export function parseNodes(text: string): PredicateNode | undefined {
  return text === '' ? undefined : new NodeParser(text).parse()
}

function refuse(message: string): never {
  throw new ApiError('invalid', `error decoding json body: ${message}`)
}

class NodeParser {
  #scanner: PredicateScanner
  #openParentheses = 0

  constructor(text: string) {
    this.#scanner = new PredicateScanner(text)
  }

  parse(): PredicateNode | undefined {
    let left: PredicateNode | undefined
    let right: PredicateNode | undefined
    let and = false
    const add = (node: PredicateNode | undefined) => {
      if (left === undefined) left = node
      else right = node
    }
    for (;;) {
      const token = this.#scanner.nextWord()
      switch (token.kind) {
        case 'NUMBER':
        case 'INTEGER':
        case 'NAME':
        case 'IDENT':
          this.#scanner.back()
          add(this.#rule())
          break
        case 'AND':
          if (left !== undefined && right !== undefined) {
            left = { kind: 'logical', and, children: [left, right] }
            right = this.#nextOperand()
          }
          and = true
          break
        case 'OR':
          return refuse(`the logical operator OR is not supported yet at position ${token.at.char}`)
        case '(':
          add(this.#parenthesized())
          break
        case ')':
          this.#openParentheses--
          return this.#finish(and, left, right)
        case 'EOF':
          return this.#finish(and, left, right)
        default:
          return refuse(`bad logical expression, at position ${token.at.char}`)
      }
    }
  }

  #finish(and: boolean, left: PredicateNode | undefined, right: PredicateNode | undefined): PredicateNode | undefined {
    if (this.#openParentheses < 0) return refuse('extra ) seen')
    return left === undefined || right === undefined ? left : { kind: 'logical', and, children: [left, right] }
  }

  #parenthesized(): PredicateNode | undefined {
    const depth = ++this.#openParentheses
    const node = this.parse()
    if (this.#openParentheses !== depth - 1) return refuse('extra ( seen')
    return node
  }

  #nextOperand(): PredicateNode | undefined {
    const token = this.#scanner.nextWord()
    if (token.kind !== 'EOF') this.#scanner.back()
    return token.kind === '(' ? this.parse() : this.#rule()
  }

  #rule(): TagRule {
    const key = this.#scanner.nextWord()
    if (key.kind !== 'IDENT' && key.kind !== 'NAME') return refuse(`bad tag key, at position ${key.at.char}`)
    const operator = this.#scanner.nextWord()
    if (operator.kind === '=~' || operator.kind === '!~') {
      return refuse(`operator: "${operator.kind}" at position: ${operator.at.char} is not supported yet`)
    }
    if (operator.kind !== '=' && operator.kind !== '!=') {
      return refuse(`invalid operator "${operator.kind}" at position: ${operator.at.char}`)
    }
    return {
      kind: 'rule',
      key: key.kind === 'NAME' ? 'name' : key.text,
      operator: operator.kind,
      value: this.#value(),
    }
  }

  #value(): string {
    let sign = ''
    for (;;) {
      const token: PredicateToken = this.#scanner.nextWord()
      switch (token.kind) {
        case '-':
          sign = '-'
          break
        case 'IDENT':
        case 'DURATIONVAL':
        case 'NUMBER':
        case 'INTEGER':
          return sign + token.text
        case 'TRUE':
          return 'true'
        case 'FALSE':
          return 'false'
        default:
          return refuse(`bad tag value: ${JSON.stringify(token.text)}, at position ${token.at.char}`)
      }
    }
  }
}
