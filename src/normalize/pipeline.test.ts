import { expect, test } from 'vitest'
import { drop, type Outcome } from './outcome.ts'
import { createLinePipeline, type Unwrap } from './pipeline.ts'

const normalizer = { normalize: (event: unknown): Outcome => drop('no state', event) }

function outcomes(lines: readonly string[], unwrap?: Unwrap): unknown[] {
  const seen: unknown[] = []
  const line = createLinePipeline({
    normalizer,
    ...(unwrap === undefined ? {} : { unwrap }),
    onOutcome: (outcome, event) =>
      seen.push([outcome.kind === 'drop' ? `${outcome.reason}: ${outcome.detail}` : outcome.kind, event]),
  })
  for (const text of lines) line(text)
  return seen
}

test('each line is an event, in order; empty lines are none', () => {
  expect(outcomes(['1', '', '  ', '"a"', '{'])).toEqual([
    ['no state: 1', 1],
    ['no state: a', 'a'],
    ['not json: {', '{'],
  ])
})

test('a message is split into its events and drops', () => {
  const unwrap: Unwrap = (message) => [{ kind: 'event', event: [message] }, drop('not an event', 'x')]
  expect(outcomes(['1'], unwrap)).toEqual([
    ['no state: [1]', [1]],
    ['not an event: x', 1],
  ])
})

test('the detail of a drop stays a line', () => {
  expect(drop('not json', 'x'.repeat(120))).toMatchObject({ detail: 'x'.repeat(120) })
  expect(drop('not json', 'x'.repeat(121))).toMatchObject({ detail: `${'x'.repeat(117)}...` })
  expect(drop('not json', undefined)).toMatchObject({ detail: '' })
  expect(drop('not json', Symbol.for('s'))).toMatchObject({ detail: 'Symbol(s)' })
})
