export interface Position {
  /** Both from 0. */
  readonly line: number
  readonly char: number
}

interface Character {
  /** A code point as text; '' at the end of the input. */
  readonly text: string
  readonly at: Position
}

/** Characters with their positions, as InfluxQL's scanner counts them: the end of the input counts once. */
export class PredicateReader {
  #characters: Character[] = []
  #next = 0

  constructor(input: string) {
    let line = 0
    let char = 0
    for (const text of input.replace(/\r\n?/g, '\n')) {
      this.#characters.push({ text, at: { line, char } })
      if (text === '\n') {
        line++
        char = 0
      } else char++
    }
    this.#characters.push({ text: '', at: { line, char } }, { text: '', at: { line, char: char + 1 } })
  }

  read(): Character {
    this.#next++
    return this.last()
  }

  unread(): void {
    this.#next--
  }

  /** The character that was read last. */
  last(): Character {
    const index = Math.min(this.#next, this.#characters.length) - 1
    return this.#characters[index] ?? { text: '\0', at: { line: 0, char: 0 } }
  }
}
