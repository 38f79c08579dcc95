import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Batch } from '../../workload/point-set.ts'
import type { Subject } from '../subject/subject.ts'
import { slowedSubject } from './slowed-subject.ts'

const batch: Batch = { lines: ['m v=1'], body: new Uint8Array(Buffer.from('m v=1')) }

test('a batch is handed on once, and takes the share of its own time more, to a tick of the clock', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 300 }), async (took, percent) => {
      let clock = 0
      const written: Batch[] = []
      let ended = 0
      const subject: Subject = {
        name: 'a server',
        start: async () => ({
          server: { url: 'http://slow.test', org: 'o', bucket: 'b', token: 't' },
          async write(given) {
            written.push(given)
            clock += took
          },
          async [Symbol.asyncDispose]() {
            ended += 1
          },
        }),
      }
      // A look at the clock takes no time, but for a hundredth.
      const slowed = slowedSubject(subject, percent / 100, { now: () => (clock += 0.01) })
      expect(slowed.name).toBe(`a server, ${percent} % slower`)
      {
        await using running = await slowed.start()
        await running.write(batch)
      }
      expect(clock).toBeGreaterThanOrEqual(took * (1 + percent / 100))
      expect(clock).toBeLessThan(took * (1 + percent / 100) + 0.2)
      expect(written).toEqual([batch])
      expect(ended).toBe(1)
    }),
    { numRuns: 30 },
  )
})
