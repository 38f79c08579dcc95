import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { readTcpFault } from './read-tcp-fault.ts'

describe('--tcp', () => {
  function accepts(text: string, fault: Readonly<Record<string, number | string>>): void {
    test(`${text}`, () => expect(readTcpFault(text)).toEqual(fault))
  }
  accepts('latency=50ms,jitter=10ms', { latencyMs: 50, jitterMs: 10 })
  accepts('bandwidth=64kB/s', { bytesPerSecond: 64_000 })
  accepts('bandwidth=1.5MiB/s, slice=100B', { bytesPerSecond: 1_572_864, sliceBytes: 100 })
  accepts('reset-after=0B', { resetAfterBytes: 0 })
  accepts('silent-after=2KiB,silent-for=1m30s', { silentAfterBytes: 2048, silentMs: 90_000 })
  accepts('towards=client,latency=1s', { towards: 'client', latencyMs: 1000 })

  for (const [what, text] of [
    ['no part', ''],
    ['an unknown part', 'loss=10%'],
    ['a part without a value', 'latency'],
    ['a duration without a unit', 'latency=50'],
    ['a negative duration', 'jitter=-1ms'],
    ['a size without a unit', 'slice=100'],
    ['a slice of nothing', 'slice=0B'],
    ['a bandwidth of nothing', 'bandwidth=0B/s'],
    ['a bandwidth that is a size', 'bandwidth=64kB'],
    ['a part that comes twice', 'latency=1ms,latency=2ms'],
    ['an unknown way', 'towards=nowhere'],
    ['silence that never begins', 'silent-for=1s'],
    ['the name of what every object has', 'constructor=1'],
  ] as const) {
    test(`${what} is refused with 64`, async () => {
      const { code, stderr } = await runCli(['proxy', '--to', 'http://localhost:1', '--tcp', text])
      expect(stderr).toMatch(/^fluxproof: read a TCP fault: expected .*, found .*\. Correct --tcp/)
      expect(code).toBe(64)
    })
  }

  test('no text makes it fail otherwise', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z-]{0,12}=?[0-9a-zA-Z./,=-]{0,20}$/), (text) => {
        try {
          expect(Object.values(readTcpFault(text)).filter(Number.isNaN)).toEqual([])
        } catch (error) {
          expect(String(error)).toContain('read a TCP fault')
        }
      }),
    )
  })
})

test('a reset connection is seen by the client, and the ledger tells requests and connections', async () => {
  using folder = temporaryFolder()
  const ledger = folder.write('ledger.jsonl', '')
  const stop = new AbortController()
  const argv = ['proxy', '--to', 'http://127.0.0.1:9', '--fault', 'lie', '--rate', '1', '--ledger', ledger]
  const seen: unknown[] = []
  const send = async (url: string) => {
    for (const body of ['m v=1', `m v="${'x'.repeat(10_000)}"`]) {
      const headers = { connection: 'close' }
      await fetch(`${url}/api/v2/write`, { method: 'POST', headers, body }).then(
        ({ status }) => seen.push(status),
        (error: Error & { cause?: { code?: string } }) => seen.push(error.cause?.code),
      )
    }
    stop.abort()
  }
  const { code, stderr } = await runCli([...argv, '--tcp', 'reset-after=5kB,towards=server'], {
    signal: stop.signal,
    onStdout: (url) => void send(url.trim()),
  })
  const entries = readFileSync(ledger, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(seen[0]).toBe(204)
  expect(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']).toContain(seen[1])
  expect(entries[0]).toMatchObject({ method: 'POST', fault: { kind: 'lie' }, answer: 204 })
  expect(entries.at(-1)).toMatchObject({ connection: 1, fault: { resetAfterBytes: 5000 }, bytesToServer: 5000 })
  expect(stderr).toContain('on the bytes of 100 % of connections')
  expect(code).toBe(0)
})
