import { mkdtempDisposableSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bucket, engineBucket, org, token } from './testing/engine-bucket.ts'
import { createWriter } from './writer.ts'

const target = { org, bucket, token, url: 'http://engine.invalid' }
const segments = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.lp'))

test('what is stored leaves the spill', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'spill-'))
  await using server = await engineBucket()
  const writer = createWriter({ ...target, spill: folder.path, transport: (request) => server.engine.fetch(request) })
  await writer.write('m v=1 1')
  expect(segments(folder.path)).toHaveLength(1)
  expect((await writer.close()).totals).toMatchObject({ stored: 1 })
  expect(readdirSync(folder.path)).toEqual([])
})

test('what an outage left is sent by the next writer, in order, and only once', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'spill-'))
  await using server = await engineBucket()
  const lost = createWriter({ ...target, spill: folder.path, transport: () => Promise.reject(new Error('outage')) })
  await lost.write('m v=1 1')
  await lost.write('m v=2 1')
  await lost.write('m v=3 2')
  expect((await lost.close({ deadlineMs: 20 })).totals).toMatchObject({ handedIn: 3, unknown: 3 })
  const next = createWriter({ ...target, spill: folder.path, transport: (request) => server.engine.fetch(request) })
  expect(next.metrics().recovered).toBe(3)
  await next.write('m v=4 1')
  expect((await next.close()).totals).toMatchObject({ handedIn: 4, stored: 4 })
  expect((await server.values()).map(({ _value }) => _value)).toEqual([4, 3])
  expect(readdirSync(folder.path)).toEqual([])
})

test('a line that was cut off while it was written was never acknowledged', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'spill-'))
  writeFileSync(join(folder.path, '000000000007.lp'), 'm v=1 1\nm v="a\nb" 2\nm v="c\n')
  await using server = await engineBucket()
  const writer = createWriter({ ...target, spill: folder.path, transport: (request) => server.engine.fetch(request) })
  expect((await writer.close()).totals).toMatchObject({ handedIn: 2, stored: 1, rejected: 1 })
})

test('refuses a folder that a living process uses', () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'spill-'))
  writeFileSync(join(folder.path, 'lock'), String(process.ppid))
  expect(() => createWriter({ ...target, spill: folder.path })).toThrow(/uses it/)
})
