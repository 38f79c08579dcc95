import { expect, test } from 'vitest'
import { clientHazardsPage } from './client-hazards-page.ts'

test('the page of client hazards lists every case of the suite', () => {
  const { wanted, found } = clientHazardsPage()
  expect(found).toBe(wanted)
})
