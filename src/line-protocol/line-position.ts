import { binaryOf, textOfBinary } from './text.ts'

/** A position in text: 1-based line, and 1-based column in UTF-16 units. */
export interface LinePosition {
  readonly line: number
  readonly column: number
}

/** The position of byte `at`, given that the byte `from` starts line `line`. */
export function positionOf(bytes: Uint8Array, at: number, start: { from: number; line: number }): LinePosition {
  const before = binaryOf(bytes, start.from, at)
  const lastNewline = before.lastIndexOf('\n')
  return { line: start.line + newlinesOf(before), column: textOfBinary(before.slice(lastNewline + 1)).length + 1 }
}

function newlinesOf(text: string): number {
  return text.split('\n').length - 1
}
