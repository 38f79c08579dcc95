import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../suites/support/temporary-folder.ts'

const main = new URL('main.ts', import.meta.url).pathname

const contract = `contract: 1
name: process
org: process
buckets:
  raw: { name: raw, retention: 30d, open: true, measurements: {} }
`

/** Nothing of the environment of the tests leads to a server. */
const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', DOCKER_HOST: 'unix:///nonexistent.sock' }

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

describe('the process', () => {
  test('stopped by Ctrl-C leaves no server and no folder behind', async () => {
    using folder = temporaryFolder()
    const silent = folder.write(
      'influxd.mts',
      `#!${process.execPath}
import { writeFileSync } from 'node:fs'
writeFileSync(${JSON.stringify(folder.join('noted.json'))}, JSON.stringify({ pid: process.pid, folder: process.cwd() }))
setInterval(() => {}, 1000)
`,
      { mode: 0o755 },
    )
    const argv = [main, 'verify', folder.write('c.yaml', contract), '--target', 'binary']
    const child = spawn(process.execPath, argv, {
      env: { ...env, INFLUXD_BIN: silent },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    await expect.poll(() => existsSync(folder.join('noted.json')), { timeout: 10_000 }).toBe(true)
    await expect.poll(() => readFileSync(folder.join('noted.json'), 'utf8')).toMatch(/\}$/)
    const noted: { pid: number; folder: string } = JSON.parse(readFileSync(folder.join('noted.json'), 'utf8'))
    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([130, null])
    expect(said).toBe('fluxproof: stopped\n')
    expect(isAlive(noted.pid)).toBe(false)
    expect(existsSync(noted.folder)).toBe(false)
  })

  test('that may not write files ends with 2 and leaves nothing half-written', async () => {
    using folder = temporaryFolder()
    folder.write('c.yaml', contract)
    // A limit on the size of files, which the kernel enforces as it would a full disk.
    const script = `ulimit -f 0; exec "$0" "$1" verify c.yaml --target embedded --only '*/retention' --json=reports/v.json`
    const child = spawn('sh', ['-c', script, process.execPath, main], {
      cwd: folder.path,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    child.stdout.resume()
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    expect(await once(child, 'close')).toEqual([2, null])
    expect(said).toMatch(/write the JSON report to reports\/v\.json: .*EFBIG/)
    expect(readdirSync(folder.join('reports'))).toEqual([])
  })

  test('outlives a reader that goes away', async () => {
    using folder = temporaryFolder()
    folder.write('c.yaml', contract)
    const argv = [main, 'verify', 'c.yaml', '--target', 'embedded', '--only', '*/retention']
    const child = spawn(process.execPath, argv, { cwd: folder.path, env, stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.destroy()
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    expect(await once(child, 'close')).toEqual([0, null])
    expect(said).toBe('')
  })
})
