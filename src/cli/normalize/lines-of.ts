import { OpenLine } from './open-line.ts'

const newline = 0x0a
/** A message with every state of a large home is a few MiB. What is longer would only fill memory. */
const longestLineBytes = 64 * 2 ** 20

/**
 * Lines of UTF-8 text from pieces that may end anywhere, as many at a time as a piece completes; without their line ends, and without a byte
 * order mark before the first. Each is a string of its own, so who keeps one keeps no more than that. Of a line of more than `maxBytes` (default
 * 64 MiB) only the beginning is given, and an ellipsis for the rest.
 */
export async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
  { maxBytes = longestLineBytes }: { readonly maxBytes?: number } = {},
): AsyncGenerator<readonly string[]> {
  const open = new OpenLine(maxBytes)
  let isFirst = true
  for await (const { buffer, byteOffset, byteLength } of pieces) {
    const piece = Buffer.from(buffer, byteOffset, byteLength)
    const lines: string[] = []
    let start = 0
    for (let end = piece.indexOf(newline); end >= 0; end = piece.indexOf(newline, start)) {
      lines.push(withoutReturn(open.closeWith(piece.subarray(start, end))))
      start = end + 1
    }
    open.add(piece.subarray(start))
    if (lines.length === 0) continue
    if (isFirst) lines[0] = withoutMark(lines[0])
    isFirst = false
    yield lines
  }
  const end = withoutReturn(open.closeWith(new Uint8Array()))
  const last = isFirst ? withoutMark(end) : end
  if (last !== '') yield [last]
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}

function withoutMark(line = ''): string {
  return line.startsWith('\ufeff') ? line.slice(1) : line
}
