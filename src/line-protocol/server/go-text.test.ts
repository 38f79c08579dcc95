import { expect, test } from 'vitest'
import { goQuote } from './go-text.ts'

const raw = String.raw

/** Text, and how Go's %q prints it between its quotes. Lone surrogates stand for bytes that are not UTF-8. */
const cases: readonly (readonly [text: string, quoted: string])[] = [
  ['', ''],
  ['aZ09 _-~', 'aZ09 _-~'],
  ['"\\', raw`\"\\`],
  ['\x07\b\f\n\r\t\v', raw`\a\b\f\n\r\t\v`],
  ['\x00\x01\x1f\x7f', raw`\x00\x01\x1f\x7f`],
  ['é語ßⅧ٣ै€“', 'é語ßⅧ٣ै€“'],
  ['😀', '😀'],
  ['\u0080\u009f', raw`\u0080\u009f`],
  ['\u00a0\u200b\uffff', raw`\u00a0\u200b\uffff`],
  ['\u{10000}\u{1ffff}\u{e0001}', raw`𐀀\U0001ffff\U000e0001`],
  ['\udc80\udcff', raw`\x80\xff`],
  ['\udc7f\udd00', raw`\udc7f\udd00`],
]

for (const [text, quoted] of cases) {
  test(`quotes ${JSON.stringify(text)} as Go does`, () => {
    expect(goQuote(text)).toBe(`"${quoted}"`)
    for (const character of text) expect(quoted).toContain(goQuote(character).slice(1, -1))
  })
}
