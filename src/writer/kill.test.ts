import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposableSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bucket, engineBucket, org, token } from './testing/engine-bucket.ts'
import { createWriter } from './writer.ts'

test('what was acknowledged outlives kill -9: it is stored, or in the spill and stored by the next writer', async () => {
  using folder = mkdtempDisposableSync(join(tmpdir(), 'kill-'))
  const spill = join(folder.path, 'spill')
  await using server = await engineBucket()
  const { url } = await server.engine.listen({ port: 0 })
  const script = join(import.meta.dirname, 'testing/spilling-process.ts')
  const child = spawn(process.execPath, [script, url, spill], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => {
    said += piece
    if (said.length > 2_000) child.kill('SIGKILL')
  })
  await once(child, 'close')
  expect(child.signalCode).toBe('SIGKILL')
  const acknowledged = said.split('\n').slice(0, -1).map(Number)
  const writer = createWriter({ url, org, bucket, token, spill })
  const { totals } = await writer.close()
  expect(totals.stored).toBe(totals.handedIn)
  const stored = new Set((await server.values()).map(({ _value }) => _value))
  expect(acknowledged.filter((index) => !stored.has(index))).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(100)
})

test('SIGTERM flushes, and then ends the process', async () => {
  await using server = await engineBucket()
  const { url } = await server.engine.listen({ port: 0 })
  const script = join(import.meta.dirname, 'testing/stopping-process.ts')
  const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (piece: Buffer) => {
    said += piece
    if (said === 'ready\n') child.kill('SIGTERM')
  })
  await once(child, 'close')
  expect(child.signalCode).toBe('SIGTERM')
  expect(said).toContain('"handedIn":10,"stored":10')
  expect(await server.values()).toHaveLength(10)
})
