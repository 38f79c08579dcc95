import { expect, test } from 'vitest'
import { binaryOf, bytesOfText, textOfBinary, textOfBytes } from './text.ts'

const bytes = (...values: number[]) => Uint8Array.of(...values)
const utf8 = (text: string) => new TextEncoder().encode(text)

/** Bytes, and the text that stands for them: a lone surrogate for each byte that is no UTF-8. */
const cases: readonly (readonly [name: string, bytes: Uint8Array, text: string])[] = [
  ['nothing', bytes(), ''],
  ['ASCII', utf8('a\u007f'), 'a\u007f'],
  ['two, three and four bytes', utf8('\u0080é߿ࠀ€\uffff😀'), '\u0080é߿ࠀ€\uffff😀'],
  ['a byte order mark', bytes(0xef, 0xbb, 0xbf, 0x61), '\ufeffa'],
  ['a bad byte before text', bytes(0xff, ...utf8('éࠀ€\u{10000}😀a')), '\udcfféࠀ€\u{10000}😀a'],
  ['a bad byte after text', bytes(...utf8('é€😀a'), 0x80), 'é€😀a\udc80'],
  ['a bad byte, then a byte order mark', bytes(0xfe, 0xef, 0xbb, 0xbf), '\udcfe\ufeff'],
  ['a cut sequence of two', bytes(0x61, 0xc3), 'a\udcc3'],
  ['a cut sequence of three', bytes(0xe2, 0x82), '\udce2\udc82'],
  ['a cut sequence of four', bytes(0xf0, 0x9f, 0x98, 0x61), '\udcf0\udc9f\udc98a'],
  ['the bytes of a surrogate', bytes(0xed, 0xa0, 0x80), '\udced\udca0\udc80'],
  ['an overlong slash', bytes(0xc0, 0xaf), '\udcc0\udcaf'],
]
for (const [name, raw, text] of cases) {
  test(`${name} is read and comes back`, () => {
    expect(textOfBytes(raw)).toBe(text)
    expect([...bytesOfText(text)]).toEqual([...raw])
    expect(textOfBinary(binaryOf(raw))).toBe(text)
  })
}

test('any other lone surrogate is written as U+FFFD', () => {
  for (const lone of ['\ud800', '\udc7f', '\udd00']) expect([...bytesOfText(`a${lone}`)]).toEqual([...utf8('a\ufffd')])
})

test('a part of the bytes is read alone', () => {
  expect(binaryOf(utf8('abcd').subarray(1), 1, 2)).toBe('c')
})
