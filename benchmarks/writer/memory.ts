import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Figure } from './figure.ts'

/** What a stall did. Memory in bytes, after collections, most of all samples less what was there before. */
export interface StallReport {
  readonly offeredASecond: number
  readonly accepted: number
  readonly refused: number
  readonly stored: number
  /** Handed in, told stored and accepted are the same number. */
  readonly addsUp: boolean
  readonly requests: number
  readonly breaker: string
  readonly grown: {
    readonly heap: number
    readonly external: number
    readonly arrayBuffers: number
    readonly heapAndExternal: number
    readonly withBuffersTwice: number
  }
}

const script = fileURLToPath(new URL('memory-process.ts', import.meta.url))
const stallSeconds = 60

/**
 * Growth of the memory of a process with a writer while its server is stopped (SIGSTOP: connections are accepted, nothing is answered) and
 * 100 k points a second are offered. What Node calls external has the array buffers in it; the goal holds even where they are added once more.
 */
export async function measureMemory(): Promise<readonly Figure[]> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script, String(stallSeconds)])
  const report = JSON.parse(stdout) as StallReport
  const { accepted, refused, stored, grown, offeredASecond, requests, breaker } = report
  if (!report.addsUp || stored !== accepted || stored === 0) throw new Error(`bench: points are lost: ${stdout}`)
  const toMb = (bytes: number) => bytes / 1e6
  const shown = (bytes: number) => toMb(bytes).toFixed(1)
  const note = [
    `heap ${shown(grown.heap)}, external ${shown(grown.external)}, of which array buffers ${shown(grown.arrayBuffers)}`,
    `${shown(grown.heapAndExternal)} without counting these twice`,
    `${(offeredASecond / 1000).toFixed(0)} k points/s offered, ${refused} refused, ${accepted} accepted: all stored and read back`,
    `breaker ${breaker} after ${requests} requests`,
  ].join('; ')
  return [
    {
      name: 'memory grown while the server stalls for 60 s',
      measured: toMb(grown.withBuffersTwice),
      unit: 'MB',
      atMost: 20,
      note,
    },
    {
      name: 'points offered meanwhile, of 100 k a second',
      measured: offeredASecond / 100_000,
      unit: 'x',
      atLeast: 0.95,
    },
  ]
}
