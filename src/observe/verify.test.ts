import { expect, test } from 'vitest'
import { engineVersions } from '../engine/version.ts'
import { connect, idsOf, openLab, org, verify } from './testing/lab.ts'

for (const version of engineVersions) {
  test(`a server that keeps its contract passes every check that is due, on ${version}`, async () => {
    const verdicts = await verify(await openLab(version))
    expect(verdicts.filter((one) => one.status === 'failed' || one.status === 'error')).toEqual([])
    expect(idsOf(verdicts, 'skipped')).toEqual(['task/sum/last-run'])
    expect(verdicts.length).toBeGreaterThan(40)
  })
}

test('a run costs at most 25 requests', async () => {
  const lab = await openLab()
  const before = lab.client.requests()
  await verify(lab)
  expect(lab.client.requests() - before).toBeLessThanOrEqual(25)
})

test('a read-only run differs by the skipped checks that would write, and writes nothing', async () => {
  const lab = await openLab()
  const calls: string[] = []
  const reader = connect(lab.engine, { onRequest: (method, path) => calls.push(`${method} ${path}`) })
  const written = await verify(lab)
  const verdicts = await verify({ ...lab, client: reader }, { allowWrite: false })
  expect(idsOf(verdicts, 'skipped')).toEqual([
    'server/ready',
    'bucket/raw/write-edge',
    'task/sum/last-run',
    'throughput',
  ])
  expect(idsOf(verdicts, 'failed')).toEqual(idsOf(written, 'failed'))
  expect(calls.filter((call) => !call.startsWith('GET ') && call !== 'POST /api/v2/query')).toEqual([])
})

test('a run that writes leaves nothing behind', async () => {
  const lab = await openLab()
  const before = await lab.client.buckets.list(org)
  await verify(lab)
  expect(await lab.client.buckets.list(org)).toEqual(before)
  expect(idsOf(await verify(lab), 'failed')).toEqual([])
})
