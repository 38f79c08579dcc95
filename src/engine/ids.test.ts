import { describe, expect, test } from 'vitest'
import { createManualClock } from '../clock/index.ts'
import { createIdSource, isId, parseId } from './ids.ts'

describe('ids', () => {
  test('ascend on a clock that stands still', () => {
    const newId = createIdSource(createManualClock(1_768_435_200_000_000_000n))
    const ids = Array.from({ length: 10_000 }, newId)
    expect(ids.every(isId)).toBe(true)
    expect(ids).toEqual([...new Set(ids)].sort())
  })

  test('are read in lower case', () => expect(parseId('00000000000AA001')).toBe('00000000000aa001'))

  const refused = {
    '': 'id must have a length of 16 bytes',
    nothex: 'id must have a length of 16 bytes',
    '00000000000aa0011': 'id must have a length of 16 bytes',
    '0000000000000000': 'invalid ID',
    '00000000000zz001': 'invalid ID',
  }
  for (const [text, message] of Object.entries(refused)) {
    test(`refuses "${text}"`, () => expect(() => parseId(text)).toThrow(message))
  }
})
