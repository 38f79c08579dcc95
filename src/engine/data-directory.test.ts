import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { createManualClock } from '../clock/index.ts'
import { createEngine, type Engine } from './engine.ts'

const startNs = 1_700_000_000_000_000_000n
const token = 'operator-token'
const everything = 'from(bucket: "b") |> range(start: 0, stop: 2100-01-01T00:00:00Z)'

async function call(engine: Engine, target: string, init: { body?: string; type?: string } = {}): Promise<Response> {
  return engine.fetch(
    new Request(`http://localhost${target}`, {
      headers: { authorization: `Token ${token}`, 'content-type': init.type ?? 'application/json' },
      ...(init.body === undefined ? {} : { method: 'POST', body: init.body }),
    }),
  )
}

async function query(engine: Engine): Promise<string> {
  const answer = await call(engine, '/api/v2/query?org=acme', { body: everything, type: 'application/vnd.flux' })
  return answer.text()
}

async function withDirectory(use: (directory: string) => Promise<void>): Promise<void> {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fluxproof-data-'))
  try {
    await use(directory)
  } finally {
    fs.rmSync(directory, { recursive: true })
  }
}

test('an engine goes on where the one before it in the directory was closed', async () => {
  await withDirectory(async (dataDir) => {
    let before: string
    {
      await using engine = await createEngine({ dataDir })
      engine.bootstrap({ username: 'admin', org: 'acme', bucket: 'b', token })
      await call(engine, '/api/v2/write?org=acme&bucket=b', { body: 'm,t=a f=1,g="x" 1600000000000000000' })
      before = await query(engine)
      expect(before).toContain(',1,f,m,a')
    }
    await using engine = await createEngine({ dataDir })
    expect(await query(engine)).toBe(before)
    expect(() => engine.bootstrap({ username: 'admin', org: 'acme', bucket: 'b' })).toThrow(
      'onboarding has already been completed',
    )
  })
})

test('an engine that starts does not make up the runs that its tasks missed', async () => {
  await withDirectory(async (dataDir) => {
    const latestCompleted = async (engine: Engine) => {
      const answer = (await (await call(engine, '/api/v2/tasks')).json()) as { tasks: { latestCompleted: string }[] }
      return answer.tasks.map((task) => task.latestCompleted)
    }
    {
      await using engine = await createEngine({ dataDir, clock: createManualClock(startNs) })
      engine.bootstrap({ username: 'admin', org: 'acme', bucket: 'b', token })
      const flux = `option task = {name: "t", every: 1h}\n${everything}`
      const made = await call(engine, '/api/v2/tasks', { body: JSON.stringify({ org: 'acme', flux }) })
      expect(made.status).toBe(201)
    }
    const dayNs = 86_400_000_000_000n
    await using engine = await createEngine({ dataDir, clock: createManualClock(startNs + dayNs) })
    expect(await latestCompleted(engine)).toEqual(['2023-11-15T22:13:20Z'])
  })
})
