import { expect, test } from 'vitest'
import { dayNs, hourNs } from './duration.ts'
import { windowOf } from './window.ts'

const cadence = (every: bigint) => ({ every, maxGap: every * 2n, by: [] })

test.each([
  ['the look-back', {}, 'infinite', dayNs],
  ['a short cadence within the look-back', { cadence: cadence(hourNs) }, 'infinite', dayNs],
  ['two beats of a long cadence', { cadence: cadence(7n * dayNs) }, 'infinite', 14n * dayNs],
  ['the freshness that fails', { freshness: { warn: dayNs, fail: 3n * dayNs } }, 'infinite', 3n * dayNs],
  ['the freshness that warns', { freshness: { warn: 5n * dayNs } }, 'infinite', 5n * dayNs],
  ['no more than the retention', { cadence: cadence(7n * dayNs) }, 10n * dayNs, 10n * dayNs],
  ['a retention below the look-back', {}, hourNs, hourNs],
] as const)('reads %s', (_, measurement, retention, window) => {
  expect(windowOf(measurement, { retention }, dayNs)).toBe(window)
})
