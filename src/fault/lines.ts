import { lineEnd } from '../line-protocol/server/line-end.ts'
import { bytesOfText, textOfBytes } from '../line-protocol/text.ts'

/** The lines of a body as the server splits it: a newline inside a quoted string is no end. Blank lines are left out. */
export function linesOf(body: string): readonly string[] {
  if (!body.includes('"')) return body.split('\n').filter((line) => line.trim() !== '')
  const bytes = bytesOfText(body)
  const lines: string[] = []
  for (let start = 0; start < bytes.length; ) {
    const end = lineEnd(bytes, start)
    const line = textOfBytes(bytes.subarray(start, end)).replace(/\n$/, '')
    if (line.trim() !== '') lines.push(line)
    start = end + 1
  }
  return lines
}

/** The first half of the lines, rounded down: of one line, none. */
export function firstHalf(body: string): string {
  const lines = linesOf(body)
  return lines.slice(0, Math.floor(lines.length / 2)).join('\n')
}
