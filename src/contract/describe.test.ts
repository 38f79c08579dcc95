import { expect, test } from 'vitest'
import { decode } from '../line-protocol/decode.ts'
import { describe as describeAsMarkdown } from './describe.ts'
import { contractText, valid } from './testing/contract-text.ts'
import { load, systems } from './testing/five-systems.ts'

test.each(systems)('describes %s', async (system) => {
  await expect(describeAsMarkdown(load(system))).toMatchFileSnapshot(`../../fixtures/described/${system}.md`)
})

test.each(systems)('every example line of %s can be decoded', (system) => {
  const lines = [...describeAsMarkdown(load(system)).matchAll(/```\n(.*)\n```/g)].map(([, line]) => line)
  const measurements = load(system).buckets.flatMap((bucket) => bucket.measurements)
  expect(lines).toHaveLength(measurements.length)
  const { points, errors } = decode(lines.join('\n'))
  expect(errors).toEqual([])
  expect(points.map((point) => point.measurement)).toEqual(measurements.map(({ key }) => key))
})

test('says so where a name has no line', () => {
  const text = describeAsMarkdown(valid(contractText({ measurement: 'tags: { time: { values: [a] } }' })))
  expect(text).toContain('No line: a name in it is one that the server refuses or loses.')
})

test('escapes the bar inside a table', () => {
  expect(describeAsMarkdown(load('pattern-aggregates'))).toContain(String.raw`\|`)
})
