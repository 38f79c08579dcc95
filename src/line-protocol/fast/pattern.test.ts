import { expect, test } from 'vitest'
import { bytesOfText } from '../text.ts'
import { bodyOf, hashOf, patternOf, standsAt } from './pattern.ts'

const body = bodyOf(bytesOfText('..energy,b=1 energy'))

test('a pattern stands where all of its bytes are', () => {
  for (let size = 1; size <= 'energy,b=1 energy'.length; size++) {
    const text = 'energy,b=1 energy'.slice(0, size)
    expect(standsAt(patternOf(bytesOfText(text)), body, 2), text).toBe(true)
    expect(standsAt(patternOf(bytesOfText(text)), body, 1), text).toBe(false)
  }
})

test('a pattern does not stand where any of its bytes differs', () => {
  const text = 'energy,b=1'
  for (let index = 0; index < text.length; index++) {
    const other = `${text.slice(0, index)}X${text.slice(index + 1)}`
    expect(standsAt(patternOf(bytesOfText(other)), body, 2), other).toBe(false)
  }
})

test('a pattern may end with the body and not after it', () => {
  expect(standsAt(patternOf(bytesOfText('energy')), body, 13)).toBe(true)
  for (const text of ['energy!', 'energy\0', 'energy\0\0']) {
    expect(standsAt(patternOf(bytesOfText(text)), body, 13), text).toBe(false)
  }
})

test('a part of a larger buffer is looked at alone', () => {
  const part = bodyOf(bytesOfText('..cpu usage').subarray(2))
  expect(standsAt(patternOf(bytesOfText('cpu u')), part, 0)).toBe(true)
  expect(standsAt(patternOf(bytesOfText('usage')), part, 4)).toBe(true)
})

test('equal bytes have equal hashes wherever they stand, and only those bytes count', () => {
  for (const text of ['', 'a', 'abc', 'abcd', 'energy,b=1']) {
    const hashes = ['', '.', '12345'].map((before) => {
      const bytes = bytesOfText(`${before}${text}${before}`)
      return hashOf(bodyOf(bytes), { from: before.length, to: before.length + text.length })
    })
    expect(new Set(hashes).size, text).toBe(1)
  }
})

test('different bytes hardly ever share a hash', () => {
  const texts = Array.from({ length: 5000 }, (_, index) =>
    ['cpu,host=', index.toString(7), ',t=x'.slice(0, index % 5)].join(''),
  )
  const hashes = texts.map((text) => hashOf(bodyOf(bytesOfText(text)), { from: 0, to: text.length }))
  expect(new Set(hashes).size).toBeGreaterThan(4990)
  const lowBits = new Set(hashes.map((hash) => hash & 0x3fff))
  expect(lowBits.size).toBeGreaterThan(4000)
})
