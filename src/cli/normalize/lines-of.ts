/** Lines of UTF-8 text from pieces that may end anywhere, as many at a time as a piece completes; without their line ends. */
export async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder()
  let rest: string[] = []
  for await (const piece of pieces) {
    const [first = '', ...others] = decoder.decode(piece, { stream: true }).split('\n')
    rest.push(first)
    const last = others.pop()
    if (last === undefined) continue
    yield [rest.join(''), ...others].map(withoutReturn)
    rest = [last]
  }
  const end = withoutReturn(rest.join('') + decoder.decode())
  if (end !== '') yield [end]
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
