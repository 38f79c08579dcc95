import { afterAll, describe, expect, test } from 'vitest'
import type { Check, CheckKind } from '../src/contract/check.ts'
import type { Verdict } from '../src/contract/verdict.ts'
import { evaluators } from '../src/observe/evaluate/table.ts'
import { embeddedTarget } from '../src/target/embedded.ts'
import { drifts } from './refutation/drifts.ts'
import { isAsPlanted, refute } from './refutation/refute.ts'

const target = await embeddedTarget({ reason: 'the sabotage of evaluators' }).start()
afterAll(() => target[Symbol.asyncDispose]())

const pass = (check: Check): Verdict => ({ check, status: 'passed' })

describe(`${target.kind} ${target.version}: a kind whose evaluator always passes is not refuted`, () => {
  for (const kind of Object.keys(evaluators) as CheckKind[]) {
    test(kind, async () => {
      const own = drifts.filter((drift) => drift.kind === kind)
      expect(own.length).toBeGreaterThan(0)
      for (const drift of own) {
        const refutation = await refute(drift, target, { table: { ...evaluators, [kind]: pass }, withinMs: 0 })
        expect(refutation.failed, drift.name).toEqual([])
        expect(isAsPlanted(refutation, drift)).toBe(false)
      }
    })
  }
})
