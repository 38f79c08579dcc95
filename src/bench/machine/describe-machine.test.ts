import { expect, test } from 'vitest'
import { describeMachine, modelOf } from './describe-machine.ts'

test('a machine is the same in every run', () => {
  const first = describeMachine()
  expect(describeMachine()).toEqual(first)
  expect(first.class).toBe(`${first.cores} x ${first.model}, ${process.platform} ${process.arch}`)
  expect(first.cores).toBeGreaterThan(0)
  expect(first.memoryGiB).toBeGreaterThan(0)
})

test('a model is named without trade marks and clock speed', () => {
  expect(modelOf('Intel(R) Xeon(R) CPU @ 2.20GHz')).toBe('Intel Xeon')
  expect(modelOf('Intel(R)  Core(TM) i7-8550U CPU @ 1.80GHz')).toBe('Intel Core i7-8550U')
  expect(modelOf('AMD EPYC 7B13')).toBe('AMD EPYC 7B13')
  expect(modelOf('Apple M2')).toBe('Apple M2')
  expect(modelOf('unknown')).toBe('unknown processor')
  expect(modelOf(undefined)).toBe('unknown processor')
})
