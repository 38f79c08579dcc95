import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { requireContract } from '../contract/load-contract.ts'
import { encodePoint } from '../line-protocol/encode.ts'
import type { Point } from '../line-protocol/types.ts'
import { normalizerFor } from './for-contract.ts'
import { domainOf } from './home-assistant/entity-id.ts'
import { parseRegistry } from './home-assistant/registry.ts'
import { createLinePipeline } from './pipeline.ts'
import { createTally, formatSummary, type Summary } from './tally.ts'

const fixtures = new URL('../../fixtures/', import.meta.url)
const registry = parseRegistry(JSON.parse(readFileSync(new URL('events/registry.json', fixtures), 'utf8')))

function linesOf(file: string): string[] {
  const text = gunzipSync(readFileSync(new URL(`events/${file}`, fixtures))).toString()
  return text.split('\n').filter((line) => line !== '')
}

function normalizeFile(contractName: string, file: string): { summary: Summary; points: Point[]; lines: string[] } {
  const contract = requireContract(new URL(`contracts/${contractName}.yaml`, fixtures).pathname, { env: {} })
  const normalizer = normalizerFor(contract, { registry, timeZone: 'Europe/Berlin' })
  const tally = createTally()
  const points: Point[] = []
  const line = createLinePipeline({
    normalizer,
    ...(normalizer.unwrap === undefined ? {} : { unwrap: normalizer.unwrap }),
    onOutcome: (outcome) => {
      tally.add(outcome)
      if (outcome.kind === 'point') points.push(outcome.point)
    },
  })
  const lines = linesOf(file)
  for (const text of lines) line(text)
  return { summary: tally.summary(), points, lines }
}

const cases: readonly [contract: string, file: string, dropped: readonly string[]][] = [
  ['homeiq', 'home-assistant.jsonl.gz', ['entity removed', 'empty state']],
  ['home-assistant', 'home-assistant.jsonl.gz', ['entity removed', 'empty state']],
  ['energy-monitor', 'energy-monitor.jsonl.gz', []],
  ['gray-logic', 'gray-logic.jsonl.gz', []],
  ['pattern-aggregates', 'pattern-aggregates.jsonl.gz', []],
]
for (const [contract, file, dropped] of cases) {
  test(`${contract}: points and drops of ${file} add up to its events, and every point can be written`, () => {
    const { summary, points, lines } = normalizeFile(contract, file)
    const drops = Object.values(summary.drops).reduce((sum, times) => sum + times, 0)
    expect(summary.events).toBe(lines.length)
    expect(summary.points + drops).toBe(lines.length)
    expect(summary.points).toBe(points.length)
    expect(Object.keys(summary.drops).sort()).toEqual([...dropped].sort())
    expect(points.flatMap((point) => (encodePoint(point).ok ? [] : [point]))).toEqual([])
  })

  test(`${contract}: ${file} gives the tags, fields and types that the contract declares`, () => {
    const declared = declarations(contract)
    const written = new Set<string>()
    for (const { measurement, tags, fields } of normalizeFile(contract, file).points) {
      for (const [key] of tags) written.add(`${measurement} tag ${key}`)
      for (const [key, { type }] of fields) written.add(`${measurement} field ${key} ${type}`)
    }
    expect([...written].filter((name) => !declared.has(name))).toEqual([])
  })
}

/** Every tag and field of a contract, with its type, as words. */
function declarations(name: string): Set<string> {
  const contract = requireContract(new URL(`contracts/${name}.yaml`, fixtures).pathname, { env: {} })
  const measurements = contract.buckets.flatMap((bucket) => bucket.measurements)
  return new Set(
    measurements.flatMap(({ key, tags, fields }) => [
      ...tags.map((tag) => `${key} tag ${tag.key}`),
      ...fields.map((field) => `${key} field ${field.key} ${field.type}`),
    ]),
  )
}

test('the events are of every domain, and of every oddity that Home Assistant has', () => {
  const lines = linesOf('home-assistant.jsonl.gz')
  const events = lines.map((line) => JSON.parse(line))
  expect(events.length).toBeGreaterThanOrEqual(2000)
  const domains = new Set(events.map(({ data }) => domainOf(data.entity_id)))
  for (const domain of 'sensor binary_sensor light switch climate cover lock weather sun person device_tracker media_player alarm_control_panel vacuum fan input_boolean input_number input_select automation script update siren remote humidifier button scene event number counter select'.split(
    ' ',
  )) {
    expect(domains, domain).toContain(domain)
  }
  const counts = {
    unavailable: events.filter(({ data }) => data.new_state?.state === 'unavailable').length,
    removed: events.filter(({ data }) => data.new_state === null).length,
    added: events.filter(({ data }) => data.old_state === null).length,
    imperial: events.filter(({ data }) => data.new_state?.attributes.unit_of_measurement === '°F').length,
    wholeSeconds: events.filter(({ time_fired }) => !time_fired.includes('.')).length,
    negativeOffset: events.filter(({ time_fired }) => /-\d\d:\d\d$/.test(time_fired)).length,
    byUser: events.filter(({ context }) => context.user_id !== null).length,
    byAutomation: events.filter(({ context }) => context.parent_id !== null).length,
    nullAttributes: lines.filter((line) => line.includes('"brightness":null')).length,
    strangeKeys: lines.filter((line) => line.includes('rain = today, mm')).length,
  }
  for (const [what, count] of Object.entries(counts)) expect(count, what).toBeGreaterThan(5)
})

test('a restart takes everything down at one instant', () => {
  const instants = new Map<string, number>()
  for (const line of linesOf('home-assistant.jsonl.gz')) {
    const { time_fired } = JSON.parse(line)
    instants.set(time_fired, (instants.get(time_fired) ?? 0) + 1)
  }
  expect(Math.max(...instants.values())).toBeGreaterThan(50)
})

test('some entity has two events at one instant', () => {
  const seen = new Set<string>()
  const twice = linesOf('home-assistant.jsonl.gz').filter((line) => {
    const { time_fired, data } = JSON.parse(line)
    const key = `${data.entity_id} ${time_fired}`
    if (seen.has(key)) return true
    seen.add(key)
    return false
  })
  expect(twice.length).toBeGreaterThan(2)
})

test('a day of readings has 1440 minutes and eleven appliances', () => {
  const { points } = normalizeFile('energy-monitor', 'energy-monitor.jsonl.gz')
  expect(points.filter(({ measurement }) => measurement === 'raw_reading')).toHaveLength(1440)
  const predictions = points.filter(({ measurement }) => measurement === 'prediction')
  expect(predictions).toHaveLength(1440 * 11)
  const appliances = new Set(predictions.map(({ tags }) => tags.find(([key]) => key === 'appliance_id')?.[1]))
  expect(appliances.size).toBe(11)
})

test('a summary says what was converted and dropped, the most frequent first', () => {
  const { summary } = normalizeFile('homeiq', 'home-assistant.jsonl.gz')
  expect(formatSummary(summary).split('\n').slice(0, 3)).toEqual([
    `2400 events: ${summary.points} points, ${2400 - summary.points} dropped`,
    expect.stringMatching(/^ {2}overwriting +\d+ {2}the point before/),
    expect.stringMatching(/^ {2}dropped +\d+ {2}entity removed$/),
  ])
  expect(Object.keys(summary.converted)).toContain('normalized_value: °F to °C')
})

test('what is not JSON is a drop, and an empty line is nothing', () => {
  const tally = createTally()
  const line = createLinePipeline({
    normalizer: { normalize: () => ({ kind: 'drop', reason: 'no state', detail: '' }) },
    onOutcome: tally.add,
  })
  for (const text of ['{"a":', '', '  ', '{}']) line(text)
  expect(tally.summary()).toMatchObject({ events: 2, points: 0, drops: { 'not json': 1, 'no state': 1 } })
})
