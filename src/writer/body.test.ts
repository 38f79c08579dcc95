import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BodyBytes, bodyOf } from './body.ts'
import { PendingPoint } from './pending-point.ts'

const points = fc
  .array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 40 })
  .map((lines) =>
    lines.map((line) => new PendingPoint({ line, series: '', time: '', hash: 0, bytes: Buffer.byteLength(line) + 1 })),
  )

test('a body holds the lines of its points whatever room it had at first, and again when it is asked for again', () => {
  fc.assert(
    fc.property(points, fc.nat(200), (all, room) => {
      const expected = all.map(({ line }) => line).join('\n')
      const body = new BodyBytes(room)
      for (const point of all) body.add(point)
      expect(Buffer.from(body.bytes()).toString()).toBe(expected)
      expect(Buffer.from(body.bytes()).toString()).toBe(expected)
      expect(Buffer.from(bodyOf(all)).toString()).toBe(expected)
    }),
  )
})
