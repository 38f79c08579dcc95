import { InfluxqlSyntaxError, type Token } from './tokens.ts'

/** Reads tokens one by one; keywords are known without regard to case. */
export class Cursor {
  #tokens: readonly Token[]
  #at = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  peek(ahead = 0): Token {
    const token = this.#tokens[Math.min(this.#at + ahead, this.#tokens.length - 1)]
    if (token === undefined) throw new InfluxqlSyntaxError('found EOF, expected statement')
    return token
  }

  next(): Token {
    const token = this.peek()
    if (token.kind !== 'end') this.#at++
    return token
  }

  isKeyword(word: string, ahead = 0): boolean {
    const token = this.peek(ahead)
    return token.kind === 'identifier' && token.text.toUpperCase() === word
  }

  /** Takes the keywords when they all stand next, in order. */
  acceptKeywords(...words: readonly string[]): boolean {
    if (!words.every((word, ahead) => this.isKeyword(word, ahead))) return false
    this.#at += words.length
    return true
  }

  acceptOperator(operator: string): boolean {
    const token = this.peek()
    if (token.kind !== 'operator' || token.text !== operator) return false
    this.#at++
    return true
  }

  expectKeyword(word: string): void {
    if (!this.acceptKeywords(word)) this.fail(word)
  }

  expectOperator(operator: string): void {
    if (!this.acceptOperator(operator)) this.fail(operator)
  }

  expectIdentifier(): string {
    const token = this.peek()
    if (token.kind !== 'identifier' && token.kind !== 'quoted') this.fail('identifier')
    return this.next().text
  }

  expectInteger(): number {
    const token = this.peek()
    if (token.kind !== 'number' || !/^\d+$/.test(token.text)) this.fail('integer')
    return Number(this.next().text)
  }

  /** Refuses the query at the next token, in the words of the server. */
  fail(...expected: readonly string[]): never {
    const { text, line, character } = this.peek()
    throw new InfluxqlSyntaxError(`found ${text}, expected ${expected.join(', ')} at line ${line}, char ${character}`)
  }
}
