import { bytesOfText } from '../../line-protocol/text.ts'

const surrogates = /[\uD800-\uDFFF]/

/** True when the order of UTF-16 units may differ from the order of the bytes. */
export function hasSurrogates(text: string): boolean {
  return surrogates.test(text)
}

/** Compares as InfluxDB does, by the bytes of the text: negative, 0 or positive. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0
  if (hasSurrogates(a) || hasSurrogates(b)) return Buffer.compare(bytesOfText(a), bytesOfText(b))
  return a < b ? -1 : 1
}
