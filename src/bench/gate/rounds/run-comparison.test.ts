import { expect, test } from 'vitest'
import type { Batch } from '../../workload/point-set.ts'
import { servedSubject } from '../subject/served-subject.ts'
import type { RunningSubject, Subject } from '../subject/subject.ts'
import { makeRoundSets } from './make-round-sets.ts'
import { runComparison } from './run-comparison.ts'

const plan = { launches: 2, pairs: 4, requests: 2, warmUpRequests: 3 }
const sets = makeRoundSets(plan, { shape: 'energy', series: 10, batchPoints: 50 }, { seed: 1 })
const embedded = servedSubject('embedded')

/** The embedded engine behind a client that does something else with a batch, and keeps count. */
const tampered = (name: string, tamper: (batch: Batch, count: number) => Batch | undefined) => {
  const running: RunningSubject[] = []
  const subject: Subject = {
    name,
    async start(options) {
      const inner = await embedded.start(options)
      running.push(inner)
      let count = 0
      return {
        server: inner.server,
        async write(batch) {
          const sent = tamper(batch, count++)
          if (sent !== undefined) await inner.write(sent)
        },
        [Symbol.asyncDispose]: () => inner[Symbol.asyncDispose](),
      }
    },
  }
  return { subject, running }
}
const batchOf = (lines: readonly string[]): Batch => ({ lines, body: new Uint8Array(Buffer.from(lines.join('\n'))) })

test('both sides are measured in turn, and all points are read back', async () => {
  const written: string[] = []
  const logged = (name: string) =>
    tampered(name, (batch) => {
      written.push(name)
      return batch
    }).subject
  const rounds = await runComparison({ base: logged('base'), head: logged('head') }, { sets, launches: 1 })
  expect(rounds).toHaveLength(1)
  expect(rounds[0]).toHaveLength(4)
  for (const { baseMs, headMs, points } of rounds[0] ?? []) {
    expect([baseMs.length, headMs.length, points]).toEqual([2, 2, 100])
    expect([...baseMs, ...headMs].every((ms) => ms > 0)).toBe(true)
  }
  const measured = written.slice(2 * plan.warmUpRequests).filter((_, at) => at % plan.requests === 0)
  expect(measured).toEqual(['base', 'head', 'head', 'base', 'base', 'head', 'head', 'base'])
}, 120_000)

const refused = (base: Subject, head: Subject) => runComparison({ base, head }, { sets, launches: 1 })

test('a point that was acknowledged and lost makes the comparison an error that names it', async () => {
  const first = plan.warmUpRequests + 2
  const { subject } = tampered('a liar', ({ lines }, count) => batchOf(count === first ? lines.slice(1) : lines))
  await expect(refused(embedded, subject)).rejects.toThrow(
    /^read back what was written to a liar: expected the 100 points of round 2, found 99: missing: raw_reading/,
  )
}, 120_000)

test('a value that was altered is found too', async () => {
  const { subject } = tampered('a forger', ({ lines }) =>
    batchOf(lines.map((line) => line.replace(/(current=\d)/, '$11'))),
  )
  await expect(refused(subject, embedded)).rejects.toThrow(/found 100: another value: raw_reading/)
}, 120_000)

test('a batch that is refused ends it, and no process is left behind', async () => {
  const { subject, running } = tampered('a fool', () => batchOf(['no line protocol']))
  await expect(refused(embedded, subject)).rejects.toThrow(/expected all points acknowledged, found refused: /)
  for (const { server } of running) await expect(fetch(server.url)).rejects.toThrow()
}, 120_000)

test('when one side does not start, the other is ended', async () => {
  const { subject, running } = tampered('fine', (batch) => batch)
  const absent = servedSubject('absent', { main: '/nowhere/main.ts' })
  await expect(refused(subject, absent)).rejects.toThrow(/serve the embedded engine in a process of its own/)
  expect(running).toHaveLength(1)
  for (const { server } of running) await expect(fetch(server.url)).rejects.toThrow()
}, 120_000)
