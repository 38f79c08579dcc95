import { existsSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../suites/support/temporary-folder.ts'
import { binaryTarget } from './binary.ts'

const engine = new URL('../engine/engine.ts', import.meta.url)

/** The engine behind influxd's command line and log. It notes its pid and its folder beside itself. */
const influxd = `#!${process.execPath}
import { writeFileSync } from 'node:fs'
import { createEngine } from '${engine}'
const { url, port } = await (await createEngine()).listen()
writeFileSync(process.argv[1] + '.json', JSON.stringify({ pid: process.pid, folder: process.cwd(), argv: process.argv.slice(2), url }))
console.log('ts=2026-01-01T00:00:00Z lvl=info msg="Welcome to InfluxDB" log_id=0 version=v2.8.0')
console.log('ts=2026-01-01T00:00:00Z lvl=info msg=Listening log_id=0 service=tcp-listener transport=http addr=127.0.0.1:0 port=' + port)
`

const broken = `#!/bin/sh
echo 'lvl=error msg="Failed to open bolt" error="disk quota exceeded"' >&2
exit 3
`

const silent = `#!${process.execPath}
import { writeFileSync } from 'node:fs'
writeFileSync(process.argv[1] + '.json', JSON.stringify({ pid: process.pid }))
console.log('lvl=info msg="still thinking"')
setInterval(() => {}, 1000)
`

const foldersLeft = () => readdirSync(tmpdir()).filter((name) => name.startsWith('fluxproof-influxd-'))

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function noted(path: string): Promise<{ pid: number; folder: string; argv: string[] }> {
  const { readFile } = await import('node:fs/promises')
  return JSON.parse(await readFile(`${path}.json`, 'utf8'))
}

describe('the binary target', () => {
  test('starts in a folder of its own, is proven ready, and leaves nothing behind', async () => {
    using folder = temporaryFolder()
    const path = folder.write('influxd.mts', influxd, { mode: 0o755 })
    const target = binaryTarget({ reason: 'test', path, env: process.env })
    const started = await target.start()
    const { pid, folder: own, argv } = await noted(path)
    expect(started).toMatchObject({ kind: 'binary', version: '2.8.0', throwAway: true })
    expect(started.readiness).toMatchObject({ authenticated: true, canary: 'read back' })
    expect(argv).toContain(join(own, 'influxd.bolt'))
    await started[Symbol.asyncDispose]()
    expect(isAlive(pid)).toBe(false)
    expect(existsSync(own)).toBe(false)
  })

  test('reports the end of the log of a failed start', async () => {
    using folder = temporaryFolder()
    const path = folder.write('influxd', broken, { mode: 0o755 })
    const before = foldersLeft()
    await expect(binaryTarget({ reason: 'test', path, env: process.env }).start()).rejects.toThrow(
      /it ended with 3[\s\S]*disk quota exceeded/,
    )
    expect(foldersLeft()).toEqual(before)
  })

  test('gives up at its deadline and stops the process', async () => {
    using folder = temporaryFolder()
    const path = folder.write('influxd.mts', silent, { mode: 0o755 })
    const target = binaryTarget({ reason: 'test', path, env: process.env, deadlineMs: 1_000 })
    await expect(target.start()).rejects.toThrow(/listens within 1000 ms[\s\S]*still thinking/)
    const { pid } = await noted(path)
    expect(isAlive(pid)).toBe(false)
  })

  test('stops a start that is given up', async () => {
    using folder = temporaryFolder()
    const path = folder.write('influxd.mts', silent, { mode: 0o755 })
    const stop = new AbortController()
    const start = binaryTarget({ reason: 'test', path, env: process.env }).start({ signal: stop.signal })
    const settled = start.then(
      () => 'started',
      (error: Error) => error.name,
    )
    // The file is there before all of it is written.
    const pidOf = () =>
      noted(path).then(
        (one) => one.pid,
        () => 0,
      )
    await expect.poll(pidOf, { timeout: 10_000 }).toBeGreaterThan(0)
    const pid = await pidOf()
    stop.abort()
    expect(await settled).toBe('AbortError')
    expect(isAlive(pid)).toBe(false)
  })
})
