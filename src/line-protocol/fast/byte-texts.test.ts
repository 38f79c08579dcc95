import { expect, test } from 'vitest'
import { bytesOfText } from '../text.ts'
import { ByteTexts } from './byte-texts.ts'
import { bodyOf } from './pattern.ts'

function textsOf(texts: ByteTexts, words: readonly string[]): string[] {
  return words.map((word) => {
    const bytes = bytesOfText(`..${word}..`)
    return texts.of(bodyOf(bytes), { from: 2, to: bytes.length - 2 }).text
  })
}

test('bytes give their text, the first time and again', () => {
  const texts = new ByteTexts()
  const words = ['', 'a', 'b', 'ab', 'on', 'off', 'temperature', 'é', '\udcff', 'value']
  expect(textsOf(texts, words)).toEqual(words)
  expect(textsOf(texts, words)).toEqual(words)
})

test('words that share a slot keep their texts apart', () => {
  const texts = new ByteTexts()
  const words = Array.from({ length: 3000 }, (_, index) => `key${index}`)
  expect(textsOf(texts, words)).toEqual(words)
  expect(textsOf(texts, words)).toEqual(words)
})

test('bytes that were seen are found again', () => {
  const texts = new ByteTexts()
  const once = texts.of(bodyOf(bytesOfText('a state')), { from: 2, to: 7 })
  expect(texts.of(bodyOf(bytesOfText('state')), { from: 0, to: 5 })).toBe(once)
})

test('what is kept is a copy: the body may be written over', () => {
  const texts = new ByteTexts()
  const body = Buffer.from('abc')
  const kept = texts.of(bodyOf(body), { from: 0, to: 3 })
  body.write('xyz')
  expect(Buffer.from(kept.raw).toString()).toBe('abc')
})
