import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slowedSubject } from './slowed-subject.ts'
import { readTiming, slowerFetch, timingHeader } from './slower-fetch.ts'

test('a request is prolonged by its share, not by a tick of the clock more', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 300 }), async (took, percent) => {
      let clock = 0
      const now = () => clock++
      const fetch = async () => {
        clock += took
        return new Response('as it was', { status: 202 })
      }
      const response = await slowerFetch(fetch, percent / 100, { now })(new Request('http://slow.test'))
      const { handledMs, plantedMs } = readTiming(response.headers.get(timingHeader))
      expect(handledMs).toBe(took + 1)
      expect(plantedMs).toBe(Math.ceil(((took + 1) * percent) / 100 - 1e-9))
      expect([response.status, await response.text()]).toEqual([202, 'as it was'])
    }),
  )
})

test('the server of the self test plants 15 % in every request, and stores what it is given', async () => {
  await using slowed = await slowedSubject(0.15).start()
  const { url, org, bucket, token } = slowed.server
  const headers = { authorization: `Token ${token}` }
  const lines = Array.from({ length: 500 }, (_, one) => `m v=${one} ${1_780_272_000 + one}000000000`).join('\n')
  for (let request = 0; request < 20; request++) {
    const path = `${url}/api/v2/write?org=${org}&bucket=${bucket}`
    const response = await fetch(path, { method: 'POST', headers, body: lines })
    expect(response.status).toBe(204)
    const { handledMs, plantedMs } = readTiming(response.headers.get(timingHeader))
    expect(handledMs).toBeGreaterThan(0)
    expect(plantedMs).toBeGreaterThanOrEqual(handledMs * 0.15 - 1e-6)
  }
  const flux = `from(bucket: "${bucket}") |> range(start: 0) |> sum()`
  const answer = await fetch(`${url}/api/v2/query?org=${org}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/vnd.flux' },
    body: flux,
  })
  expect(await answer.text()).toContain(',124750,')
})
