/**
 * Bytes and text. InfluxDB stores bytes and never checks that they are UTF-8, so text here is UTF-8 with one addition: a byte that is
 * not part of valid UTF-8 becomes the lone surrogate U+DC00 + byte. Different bytes stay different strings, the way back is exact, and
 * `toWellFormed()` gives one U+FFFD per bad byte, which is what the server's JSON shows.
 *
 * In between stands "binary" text, one character per byte, on which the exact scanners work.
 */

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const escapedByte = 0xdc00
const nonAscii = /[\u0080-\uffff]/
const loneSurrogate = /\p{Surrogate}/u

/** The bytes `from` inclusive to `to` exclusive as binary text. */
export function binaryOf(bytes: Uint8Array, from = 0, to = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', from, to)
}

/** Binary text as text: bytes that are not UTF-8 become lone surrogates. */
export function textOfBinary(binary: string): string {
  // Stryker disable next-line all: it saves time; ASCII is its own text below too
  if (!nonAscii.test(binary)) return binary
  const bytes = Buffer.from(binary, 'latin1')
  try {
    return strictUtf8.decode(bytes)
  } catch {
    return textWithBadBytes(bytes)
  }
}

/** Bytes as text: bytes that are not UTF-8 become lone surrogates. */
export function textOfBytes(bytes: Uint8Array): string {
  return textOfBinary(binaryOf(bytes))
}

/** Text as bytes: the way back from `textOfBytes`. Any other lone surrogate becomes the bytes of U+FFFD. */
export function bytesOfText(text: string): Uint8Array {
  // Stryker disable next-line all: it saves time; text without lone surrogates gives the same bytes below
  if (!loneSurrogate.test(text)) return Buffer.from(text, 'utf8')
  const parts: Uint8Array[] = []
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const isBadByte = code >= escapedByte + 0x80 && code <= escapedByte + 0xff
    parts.push(isBadByte ? Uint8Array.of(code - escapedByte) : Buffer.from(character, 'utf8'))
  }
  return Buffer.concat(parts)
}

function textWithBadBytes(bytes: Uint8Array): string {
  let text = ''
  let at = 0
  while (at < bytes.length) {
    const size = sequenceSize(bytes, at)
    text +=
      size === 0
        ? String.fromCharCode(escapedByte + (bytes[at] ?? 0))
        : strictUtf8.decode(bytes.subarray(at, at + size))
    at += size === 0 ? 1 : size
  }
  return text
}

/** Length in bytes of the valid UTF-8 sequence at `at`; 0 where there is none. */
function sequenceSize(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0x80) return 1
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
  try {
    // A sequence that the end cuts is none either.
    strictUtf8.decode(bytes.subarray(at, at + size))
    return size
  } catch {
    return 0
  }
}
