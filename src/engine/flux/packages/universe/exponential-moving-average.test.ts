import { expect, test } from 'vitest'
import { createFluxFixture } from '../../flux-fixture.ts'

test('refuses text', async () => {
  const flux = createFluxFixture()
  flux.write('m s="x" 1768435200')
  const source = 'from(bucket: "b1") |> range(start: 2026-01-15T00:00:00Z, stop: 2026-01-15T00:10:00Z)'
  await expect(flux.query(`${source} |> exponentialMovingAverage(n: 2)`)).rejects.toThrow(
    'exponentialMovingAverage: cannot take exponential moving average of column _value (type string)',
  )
})
