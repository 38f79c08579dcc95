import { ApiError } from '../http/api-error.ts'
import { type Token, tokensOf } from './token.ts'

/** One condition of a delete predicate. */
export interface Condition {
  /** A tag key, or `_measurement`. */
  readonly key: string
  readonly operator: '=' | '!='
  readonly value: string
}

type Node = Condition | { readonly joined: boolean; readonly children: readonly Node[] }

/**
 * Parses a delete predicate: conditions `key = value` and `key != value`, joined by AND, in parentheses.
 * Throws `invalid` in the server's words. @returns the conditions that all must hold.
 */
export function parsePredicate(text: string): Condition[] {
  if (text === '') return []
  const node = new PredicateParser(tokensOf(text)).logical()
  return node === undefined ? [] : conditionsOf(node)
}

/** Two conditions without a connective between them are found when the tree is read, not when it is made. */
function conditionsOf(node: Node): Condition[] {
  if (!('children' in node)) return [node]
  if (!node.joined) throw new ApiError('invalid', "the logical operator '\\x00' is invalid")
  return node.children.flatMap(conditionsOf)
}

const keyStarts = ['NUMBER', 'INTEGER', 'NAME', 'IDENT']
const values = ['IDENT', 'DURATIONVAL', 'NUMBER', 'INTEGER']

class PredicateParser {
  readonly #tokens: readonly Token[]
  #next = 0
  #open = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  #peek(): Token {
    return this.#tokens[Math.min(this.#next, this.#tokens.length - 1)] as Token
  }

  #scan(): Token {
    const token = this.#peek()
    this.#next++
    return token
  }

  /** What stands up to the closing parenthesis or the end; undefined: nothing. */
  logical(): Node | undefined {
    let first: Node | undefined
    let second: Node | undefined
    let joined = false
    const add = (node: Node | undefined): void => {
      if (first === undefined) first = node
      else second = node
    }
    for (;;) {
      const token = this.#peek()
      if (keyStarts.includes(token.name)) {
        add(this.#condition())
        continue
      }
      this.#next++
      if (token.name === 'AND') {
        joined = true
        if (first === undefined || second === undefined) continue
        const right = this.#peek().name === '(' ? this.logical() : this.#condition()
        first = { joined: true, children: [first, second] }
        second = right
      } else if (token.name === 'OR') {
        throw invalid(`the logical operator OR is not supported yet at position ${token.at}`)
      } else if (token.name === '(') {
        const opened = ++this.#open
        const inner = this.logical()
        if (this.#open !== opened - 1) throw invalid('extra ( seen')
        add(inner)
      } else if (token.name === ')' || token.name === 'EOF') {
        if (token.name === ')') this.#open--
        if (this.#open < 0) throw invalid('extra ) seen')
        if (second === undefined || first === undefined) return first
        return { joined, children: [first, second] }
      } else throw invalid(`bad logical expression, at position ${token.at}`)
    }
  }

  #condition(): Condition {
    const key = this.#scan()
    if (key.name !== 'IDENT' && key.name !== 'NAME') throw invalid(`bad tag key, at position ${key.at}`)
    const operator = this.#scan()
    if (operator.name === '=~' || operator.name === '!~') {
      throw invalid(`operator: "${operator.name}" at position: ${operator.at} is not supported yet`)
    }
    if (operator.name !== '=' && operator.name !== '!=') {
      throw invalid(`invalid operator "${operator.name}" at position: ${operator.at}`)
    }
    return { key: key.name === 'NAME' ? 'name' : key.text, operator: operator.name, value: this.#value() }
  }

  #value(): string {
    const token = this.#scan()
    if (values.includes(token.name)) return token.text
    if (token.name === 'TRUE' || token.name === 'FALSE') return token.name.toLowerCase()
    if (token.name === '-') return `-${this.#value()}`
    throw invalid(`bad tag value: ${JSON.stringify(token.text)}, at position ${token.at}`)
  }
}

function invalid(message: string): ApiError {
  return new ApiError('invalid', message)
}
