import { expect, test } from 'vitest'
import type { Outcome } from './outcome.ts'
import { createTally, formatSummary } from './tally.ts'

function point(host: string, time: bigint, decisions: Extract<Outcome, { kind: 'point' }>['decisions'] = []): Outcome {
  return { kind: 'point', point: { measurement: 'm', tags: [['host', host]], fields: [], time }, decisions }
}

test('counts points, drops by reason, and decisions', () => {
  const tally = createTally()
  const converted = { kind: 'converted', rule: 'r', key: 'k', from: '°F', to: '°C' } as const
  const omitted = { kind: 'omitted', rule: 'r', key: 'k', reason: 'null' } as const
  tally.add(point('a', 1n, [converted, omitted]))
  tally.add(point('a', 2n, [converted]))
  tally.add({ kind: 'drop', reason: 'entity removed', detail: 'sensor.a' })
  expect(tally.summary()).toEqual({
    events: 3,
    points: 2,
    overwriting: 0,
    drops: { 'entity removed': 1 },
    converted: { 'k: °F to °C': 2 },
    omitted: { 'k: null': 1 },
  })
  expect(formatSummary(tally.summary())).toBe(
    [
      '3 events: 2 points, 1 dropped',
      '  dropped         1  entity removed',
      '  converted       2  k: °F to °C',
      '  left out        1  k: null',
    ].join('\n'),
  )
})

test('a point of the series and time of the one before it overwrites', () => {
  const tally = createTally()
  for (const outcome of [point('a', 1n), point('b', 1n), point('a', 1n), point('a', 2n), point('b', 2n)])
    tally.add(outcome)
  expect(tally.summary()).toMatchObject({ points: 5, overwriting: 1 })
  expect(formatSummary(tally.summary()).split('\n')[1]).toBe(
    '  overwriting     1  the point before, of the same series and time',
  )
})

test('a summary has the most frequent first', () => {
  const tally = createTally()
  for (const reason of ['no state', 'not json', 'not json', 'empty state', 'not json', 'empty state'] as const) {
    tally.add({ kind: 'drop', reason, detail: '' })
  }
  expect(formatSummary(tally.summary()).split('\n')).toEqual([
    '6 events: 0 points, 6 dropped',
    '  dropped         3  not json',
    '  dropped         2  empty state',
    '  dropped         1  no state',
  ])
})
