import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hold } from '../line-protocol/laws/hold.ts'
import { isoTime } from './generate/timestamp.ts'
import { parseInstant } from './instant.ts'
import { createInstantReader } from './instant-reader.ts'

/** Every text of a sequence has the instant that `parseInstant` gives it. */
function readsAsParsed(texts: readonly string[]): void {
  const read = createInstantReader()
  for (const text of texts) expect(read(text), text).toEqual(parseInstant(text))
}

test('times of an hour, and of hours before and after, are those that are parsed', () => {
  const at = (micros: number) => isoTime(1_768_462_264_512_345 + micros)
  readsAsParsed([0, 1, 999_999, 60e6, 1800e6, 3600e6, 3601e6, -7200e6, 86_400e6, 0].map(at))
})

const changed: readonly string[] = [
  '2026-01-15T07:60:04.512345+00:00',
  '2026-01-15T07:31:60.512345+00:00',
  '2026-01-15T07:3x:04.512345+00:00',
  '2026-01-15T07:31:x4.512345+00:00',
  '2026-01-15T07:31:04.x12345+00:00',
  '2026-01-15T07:31:04.51x345+00:00',
  '2026-01-15T07:31:04.51234x+00:00',
  '2026-01-15T07:31:04.51234/+00:00',
  '2026-01-15T07:31:04.51234:+00:00',
  '2026-01-15T07-31:04.512345+00:00',
  '2026-01-15T07:31-04.512345+00:00',
  '2026-01-15T07:31:04,512345+00:00',
  '2026-01-15T07:31:04.512345+01:00',
  '2026-01-15T07:31:04.512345-00:00',
  '2026-01-15T07:31:04.512345+00-00',
  '2026-01-15T07:31:04.5123+00:00',
  '2026-01-15T07:31:04.51234567+00:00',
  '2026-01-15t07:31:04.512345+00:00',
  '2026-01-15T07:31:04+00:00',
  '2026-02-30T07:31:04.512345+00:00',
  '2026-01-15T24:31:04.512345+00:00',
]
for (const text of changed) {
  test(`${text} is as it is parsed, after its like and before it`, () => {
    readsAsParsed(['2026-01-15T07:31:04.512345+00:00', text, '2026-01-15T07:31:05.512345+00:00', text])
  })
}

test('a time with an offset is no hour of UTC', () => {
  readsAsParsed(['2026-01-15T07:31:04.512345+05:30', '2026-01-15T07:31:04.512345+00:00'])
})

test('times that were damaged anywhere are as they are parsed', () => {
  const damaged = fc.record({
    micros: fc.integer({ min: 0, max: 7200e6 }),
    at: fc.nat(31),
    remove: fc.nat({ max: 2 }),
    insert: fc.constantFrom('', '0', '6', '9', ':', 'x', '/', '+', '-', '\u0660'),
  })
  hold(fc.array(damaged, { maxLength: 20 }), (cases) => {
    readsAsParsed(
      cases.flatMap(({ micros, at, remove, insert }) => {
        const text = isoTime(1_768_462_264_512_345 + micros)
        return [text, text.slice(0, at) + insert + text.slice(at + remove)]
      }),
    )
  })
})
