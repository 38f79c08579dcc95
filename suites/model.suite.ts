import { randomInt } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { BucketRecord } from '../src/client/records.ts'
import type { Precision } from '../src/line-protocol/types.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { anyRemoval, anySample, type Removal, type Sample } from './model/history.ts'
import { linesOf } from './model/lines.ts'
import {
  answerOf,
  anyQuestion,
  everything,
  expectedAnswer,
  fluxOf,
  isAnswerable,
  type Question,
} from './model/question.ts'
import { SeriesModel } from './model/series-model.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

type Step =
  | { readonly kind: 'write'; readonly samples: readonly Sample[] }
  | { readonly kind: 'delete'; readonly removal: Removal }
  | { readonly kind: 'ask'; readonly question: Question }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      samples: fc.array(anySample, { minLength: 1, maxLength: 12 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), removal: anyRemoval }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), question: anyQuestion }) },
)

/** The precision and the number of points of one request. */
const anyBatch = fc.record({
  size: fc.integer({ min: 1, max: 9 }),
  precision: fc.constantFrom<Precision>('s', 'ms', 'us', 'ns'),
  turned: fc.boolean(),
})

/** Generated histories against a map from series to time to value: more of them where a request costs next to nothing. */
export function modelSuite(target: StartedTarget): void {
  const runs = target.kind === 'embedded' ? 50 : 12
  describe('a map from series to values', () => {
    const bench = useSuiteOrg(target, 'model')
    const seed = Number(process.env.FLUXPROOF_SEED ?? randomInt(2 ** 31))
    console.info(`model of ${target.kind} ${target.version}: FLUXPROOF_SEED=${seed} repeats these histories`)

    test('answers every question as the server does, over writes and deletes', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyStep, { minLength: 2, maxLength: 14 }), async (steps) => {
          const bucket = await bench.bucket()
          const model = new SeriesModel()
          for (const step of [...steps, { kind: 'ask', question: everything } as const]) {
            if (step.kind === 'write') {
              await bench.write(bucket, linesOf(step.samples))
              model.write(step.samples)
            } else if (step.kind === 'delete') {
              await remove(bucket, step.removal)
              model.remove(step.removal)
            } else if (isAnswerable(step.question, model)) {
              expect(await ask(bucket, step.question)).toEqual(expectedAnswer(step.question, model))
            }
          }
          await bench.client.buckets.remove(bucket.id)
        }),
        { numRuns: runs, seed },
      )
    })

    test('gives the same answers from any batches, order of tags and precision', async () => {
      const history = fc.array(anySample, { minLength: 1, maxLength: 40 })
      const batches = fc.array(anyBatch, { minLength: 1, maxLength: 6 })
      const questions = fc.array(anyQuestion, { maxLength: 3 })
      await fc.assert(
        fc.asyncProperty(history, batches, questions, async (samples, shapes, asked) => {
          const model = new SeriesModel()
          model.write(samples)
          const bucket = await bench.bucket()
          for (let at = 0, turn = 0; at < samples.length; turn++) {
            const { size = 1, precision = 'ns', turned = false } = shapes[turn % shapes.length] ?? {}
            const lines = linesOf(samples.slice(at, at + size), { precision, turned })
            await bench.client.points.write({ org: bench.org.name, bucket: bucket.name, precision }, lines)
            at += size
          }
          for (const question of [...asked, everything]) {
            if (!isAnswerable(question, model)) continue
            expect(await ask(bucket, question)).toEqual(expectedAnswer(question, model))
          }
          await bench.client.buckets.remove(bucket.id)
        }),
        { numRuns: runs, seed },
      )
    })

    async function ask(bucket: BucketRecord, question: Question): Promise<string[]> {
      return answerOf(question, await bench.client.flux.rows(bench.org.name, fluxOf(question, bucket.name)))
    }

    function remove(bucket: BucketRecord, { start, stop, measurement, room }: Removal): Promise<void> {
      const parts = [
        ...(measurement === undefined ? [] : [`_measurement="${measurement}"`]),
        ...(room === undefined ? [] : [`room="${room}"`]),
      ]
      return bench.client.points.remove({
        org: bench.org.name,
        bucket: bucket.name,
        start: rfc3339(start),
        stop: rfc3339(stop),
        ...(parts.length > 0 && { predicate: parts.join(' AND ') }),
      })
    }
  })
}

function rfc3339(seconds: number): string {
  return new Date(seconds * 1000).toISOString()
}
