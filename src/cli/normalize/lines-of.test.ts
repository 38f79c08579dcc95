import { deepStrictEqual } from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linesOf } from './lines-of.ts'

async function lines(pieces: readonly Uint8Array[], options: { maxBytes?: number } = {}): Promise<string[]> {
  const stream = (async function* () {
    yield* pieces
  })()
  const all: string[] = []
  for await (const some of linesOf(stream, options)) all.push(...some)
  return all
}

/** Text in pieces of a size, which may end within a character. */
function piecesOf(text: string | Uint8Array, size: number): Uint8Array[] {
  const bytes = Buffer.from(text as string)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
}

test('lines come whole, wherever pieces end', async () => {
  const text = 'grüße\n\n日本\r\nlast'
  for (let size = 1; size < 8; size++) expect(await lines(piecesOf(text, size))).toEqual(['grüße', '', '日本', 'last'])
})

test('a byte order mark before the first line is none of its text', async () => {
  expect(await lines(piecesOf('\ufeffa\n\ufeffb', 1))).toEqual(['a', '\ufeffb'])
  expect(await lines(piecesOf('\ufeff', 1))).toEqual([])
  expect(await lines(piecesOf('\ufeff\ufeffa', 9))).toEqual(['\ufeffa'])
})

const bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r', '\r\n', '{}', 'é', '日', '😀', '\ufeff').map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 4 }),
    ),
  )
  .map((parts) => Buffer.concat(parts))

test('any bytes give the lines of their text', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.integer({ min: 1, max: 9 }), async (given, size) => {
      const expected = new TextDecoder()
        .decode(given)
        .split('\n')
        .map((line) => line.replace(/\r$/, ''))
      if (expected.at(-1) === '') expected.pop()
      deepStrictEqual(await lines(piecesOf(given, size)), expected)
    }),
    { numRuns: 500 },
  )
})

test('of a line that is too long the beginning is given, and the lines around it whole', async () => {
  for (const size of [1, 3, 10, 100]) {
    const given = piecesOf('12345678\n123456789\n1\n123456789012345', size)
    expect(await lines(given, { maxBytes: 8 })).toEqual(['12345678', '12345678…', '1', '12345678…'])
  }
  const [long] = await lines(piecesOf('x'.repeat(5000), 700), { maxBytes: 4000 })
  expect(long).toBe(`${'x'.repeat(1024)}…`)
})
