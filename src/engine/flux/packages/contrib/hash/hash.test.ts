import { expect, test } from 'vitest'
import { cellOfExpression } from '../../expression-fixture.ts'

for (const [expression, value] of [
  ['hash.md5(v: "abc")', '900150983cd24fb0d6963f7d28e17f72'],
  ['hash.sha1(v: "abc")', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
  ['hash.sha256(v: "abc")', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  ['hash.b64(v: "abc")', 'YWJj'],
  // cspell:disable-next-line
  ['hash.hmac(v: "helloworld", k: "123456")', '75B5ueLnnGepYvh+KoevTzXCrjc='],
] as const) {
  test(`${expression} is ${value}`, async () => {
    expect(await cellOfExpression(['contrib/qxip/hash'], expression)).toBe(value)
  })
}
