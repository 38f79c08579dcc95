import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { jsonSchema } from './json-schema.ts'
import { contractText } from './testing/contract-text.ts'
import { contractPath, systems } from './testing/five-systems.ts'

const schema = z.fromJSONSchema(jsonSchema() as Parameters<typeof z.fromJSONSchema>[0])
const accepts = (text: string) => schema.safeParse(parse(text, { merge: true })).success

test.each(systems)('accepts %s as it is written', (system) => {
  expect(accepts(readFileSync(contractPath(system), 'utf8'))).toBe(true)
})

test.each([
  ['a number from a variable', contractText({ measurement: `cardinality: "\${BUDGET}"` })],
  ['a tag left empty', contractText({ measurement: 'tags:\n  t:' })],
  ['a cadence as a duration', contractText({ measurement: 'cadence: 1m' })],
  ['a cadence as a map', contractText({ measurement: 'cadence: { every: 1m, by: [] }' })],
  ['a share as a percentage', contractText({ top: 'throughput: { events: 1, within: 1s, success: 95% }' })],
])('accepts %s', (_, text) => {
  expect(accepts(text)).toBe(true)
})

test.each([
  ['an unknown key', contractText({ top: 'orgs: x' })],
  ['no buckets', 'contract: 1\nname: x'],
  ['another version', contractText().replace('contract: 1', 'contract: 2')],
  ['a field type that does not exist', contractText().replace('float', 'double')],
  ['a duration without unit', contractText({ bucket: 'shardGroup: "7"' })],
  ['a number that is a text', contractText({ measurement: 'cardinality: many' })],
])('refuses %s', (_, text) => {
  expect(accepts(text)).toBe(false)
})
