import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Batch } from '../../workload/point-set.ts'
import type { Subject } from '../subject/subject.ts'
import { pacedSubject, slowedSubject } from './slowed-subject.ts'

const batch: Batch = { lines: ['m v=1'], body: new Uint8Array(Buffer.from('m v=1')) }

/** A server that takes so long a batch, on a clock of its own, and what was done to it. */
function subjectThatTakes(tookMs: number) {
  const seen = { clock: 0, written: [] as Batch[], ended: 0 }
  const subject: Subject = {
    name: 'a server',
    start: async () => ({
      server: { url: 'http://slow.test', org: 'o', bucket: 'b', token: 't' },
      async write(given) {
        seen.written.push(given)
        seen.clock += tookMs
      },
      async [Symbol.asyncDispose]() {
        seen.ended += 1
      },
    }),
  }
  // A look at the clock takes no time, but for a hundredth.
  return { subject, seen, now: () => (seen.clock += 0.01) }
}

const took = fc.integer({ min: 1, max: 500 })
const percent = fc.integer({ min: 1, max: 300 })

test('a batch is handed on once, and takes the share of its own time more, to a tick of the clock', async () => {
  await fc.assert(
    fc.asyncProperty(took, percent, async (tookMs, more) => {
      const { subject, seen, now } = subjectThatTakes(tookMs)
      const slowed = slowedSubject(subject, more / 100, { now })
      expect(slowed.name).toBe(`a server, ${more} % slower`)
      {
        await using running = await slowed.start()
        await running.write(batch)
      }
      expect(seen.clock).toBeGreaterThanOrEqual(tookMs * (1 + more / 100))
      expect(seen.clock).toBeLessThan(tookMs * (1 + more / 100) + 0.2)
      expect(seen).toMatchObject({ written: [batch], ended: 1 })
    }),
    { numRuns: 30 },
  )
})

test('the other side takes its own time, and rests for what the slowed one takes more', async () => {
  await fc.assert(
    fc.asyncProperty(took, percent, async (tookMs, more) => {
      const { subject, seen, now } = subjectThatTakes(tookMs)
      {
        await using running = await pacedSubject(subject, more / 100, { now }).start()
        await running.write(batch)
        expect(seen.clock).toBeLessThan(tookMs + 0.1)
        running.rest?.()
      }
      expect(seen.clock).toBeGreaterThanOrEqual(tookMs * (1 + more / 100))
      expect(seen.clock).toBeLessThan(tookMs * (1 + more / 100) + 0.2)
      expect(seen).toMatchObject({ written: [batch], ended: 1 })
    }),
    { numRuns: 30 },
  )
})
