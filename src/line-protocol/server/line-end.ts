const quote = 0x22
const backslash = 0x5c
const newline = 0x0a

/**
 * Where the line that starts at byte `start` ends: at the byte of its newline, or at the end of the body. The server decides this before it
 * knows what the line is, so a quote after `=` in a comment swallows the lines up to the next quote, and a backslash hides a newline,
 * except as the last byte but one of the body.
 */
export function lineEnd(bytes: Uint8Array, start: number): number {
  const length = bytes.length
  let at = start
  let inFields = false
  let quoted = false
  let equals = 0
  let commas = 0
  while (at < length) {
    const byte = bytes[at]
    if (byte === backslash && at + 2 < length) {
      at += 2
      continue
    }
    if (byte === 0x20) inFields = true
    if (inFields && !quoted && byte === 0x3d) equals++
    else if (inFields && !quoted && byte === 0x2c) commas++
    else if (inFields && byte === quote && equals > commas) quoted = !quoted
    else if (byte === newline && !quoted) return at
    at++
  }
  return at
}
