import { expect, test } from 'vitest'
import { createDriver } from '../drive/create-driver.ts'
import { driverNames } from '../drive/driver.ts'
import { numberedSet, taskOf } from '../drive/testing/drive-engine.ts'
import { startNullSink } from './null-sink.ts'

test('acknowledges whatever a driver sends and counts it', async () => {
  await using sink = await startNullSink()
  const server = { url: sink.url, org: 'o', bucket: 'b', token: 't' }
  const set = numberedSet(1001, 100)
  const bytes = set.batches.reduce((total, { body }) => total + body.length, 0)
  for (const [index, name] of driverNames.entries()) {
    const driven = await createDriver(name).drive(taskOf(server, set))
    expect(driven).toMatchObject({ acknowledged: 1001, refused: 0, unknown: 0, requests: 11 })
    expect(await sink.counts()).toEqual({ requests: 11 * (index + 1), bytes: bytes * (index + 1) })
  }
  for (const name of driverNames) {
    expect(await createDriver(name).drive(taskOf(server, set, { gzip: true }))).toMatchObject({ acknowledged: 1001 })
  }
  expect((await sink.counts()).requests).toBe(88)
})

test('a null sink ends when it is disposed of', async () => {
  const sink = await startNullSink()
  expect((await fetch(sink.url)).status).toBe(404)
  await sink[Symbol.asyncDispose]()
  expect(() => process.kill(sink.pid, 0)).toThrow(/ESRCH/)
  await sink[Symbol.asyncDispose]()
})
