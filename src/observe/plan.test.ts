import { expect, test } from 'vitest'
import type { Check } from '../contract/check.ts'
import { deriveChecks } from '../contract/derive/derive-checks.ts'
import { dayNs, hourNs } from '../contract/duration.ts'
import { parseContract } from '../contract/parse-contract.ts'
import { planObservations } from './plan.ts'
import { labContract } from './testing/lab-contract.ts'

function checksOf(text = labContract): Check[] {
  const parsed = parseContract(text, { file: 'lab.yaml', env: {}, readFlux: () => new Error('no files here') })
  if (parsed.contract === undefined) throw new Error(JSON.stringify(parsed.problems))
  return deriveChecks(parsed.contract, { today: '2026-03-01' })
}

test('a bucket whose undeclared measurements are asked for is read once, whole', () => {
  const { profiles } = planObservations(checksOf())
  expect(profiles).toEqual([
    { bucket: 'raw', windowNs: dayNs, measurements: 'all' },
    { bucket: 'hourly', windowNs: dayNs, measurements: 'all' },
  ])
})

test('warn and fail of the latency share one measurement', () => {
  const { latencies } = planObservations(checksOf())
  expect(latencies).toEqual([{ bucket: 'raw', measurement: 'reading', rangeNs: hourNs, withinNs: 1_000_000_000n }])
})

test('gaps are read from a required field alone', () => {
  expect(planObservations(checksOf()).gaps).toMatchObject([{ measurement: 'reading', by: ['room'], field: 'kw' }])
})

test('the load looks like the declared measurement', () => {
  const { throughputs } = planObservations(checksOf())
  expect(throughputs).toMatchObject([
    {
      events: 1000,
      tags: ['room'],
      fields: [
        { field: 'kw', type: 'float' },
        { field: 'n', type: 'integer' },
      ],
    },
  ])
})

test('a waived check needs nothing', () => {
  const waiver = { check: '*', reason: 'all of it', until: '2027-01-01', position: { line: 1, column: 1 } }
  const plan = planObservations(checksOf().map((check) => ({ ...check, waiver })))
  for (const [part, need] of Object.entries(plan)) {
    if (Array.isArray(need)) expect(need, part).toEqual([])
    if (typeof need === 'boolean') expect(need, part).toBe(false)
  }
})

test('one check alone needs only its own reading', () => {
  const plan = planObservations(checksOf().filter((check) => check.kind === 'bucket-retention'))
  expect(plan).toMatchObject({
    needsBuckets: true,
    needsAuthorizations: false,
    needsTasks: false,
    profiles: [],
    edges: [],
    readiness: false,
  })
})
