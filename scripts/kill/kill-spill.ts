import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInfluxClient } from '../../src/client/influx-client.ts'
import { draw } from '../../src/fault/draw.ts'
import type { Fault } from '../../src/fault/fault.ts'
import { createFaultProxy, type FaultProxy } from '../../src/fault/fault-proxy.ts'
import { seededSchedule } from '../../src/fault/schedule.ts'
import { transportToServer } from '../../src/fault/to-server.ts'
import type { KillOptions } from './kill-options.ts'
import { bucket, org, startServer, token } from './start-server.ts'
import { writeLines } from './writing-process.ts'

export interface KillSpillOptions extends KillOptions {
  /** Arguments of Node for the processes that write. Default none. */
  readonly nodeArgs?: readonly string[]
}

export interface SpillTotals {
  readonly kills: number
  /** Points that the commands said they had taken, before they were killed or ended. */
  readonly acknowledged: number
  /** Of them, those that the server does not show, with their value, after the last start. */
  readonly lost: number
}

/** Of a round: points to feed, and how many times its process is killed at most. */
const linesOfRound = 1500
const mostKills = 2

/** Holds requests, with and without storing them, and breaks some: the spill always has something to keep. */
const faults: readonly Fault[] = [
  { kind: 'delay', ms: 80 },
  { kind: 'slow-headers', ms: 80 },
  { kind: 'status', status: 503 },
  { kind: 'commit-drop-answer' },
  { kind: 'commit-half' },
  { kind: 'reset', at: 'after-body' },
]

/**
 * Kills `fluxproof write --spill` with SIGKILL behind a proxy that holds and breaks requests, starts it again on the same spill, with the
 * rest of the input or with none, and reads back. Acknowledged is a point that `fluxproof write --acknowledge` said it has taken: its line was
 * handed to the operating system before. Moments and faults follow from the seed.
 */
export async function killSpill({ rounds, seed, log, nodeArgs = [] }: KillSpillOptions): Promise<SpillTotals> {
  const server = await startServer()
  const totals = { kills: 0, acknowledged: 0, lost: 0 }
  try {
    await using network = transportToServer(server.url)
    const proxy = createFaultProxy({ upstream: network.transport, keepBodies: false })
    await using listening = await proxy.listen()
    for (let round = 1; round <= rounds; round++) {
      const { kills, acknowledged } = await playRound(round, { seed, proxy, url: listening.url, nodeArgs })
      const lost = acknowledged - (await storedOf(server.url, { round, acknowledged }))
      totals.kills += kills
      totals.acknowledged += acknowledged
      totals.lost += lost
      if (lost > 0 || round % 10 === 0 || round === rounds) {
        const { kills: all, acknowledged: taken, lost: gone } = totals
        log(
          `write --spill, round ${round} of ${rounds}: ${all} kills, ${taken} points acknowledged so far, ${gone} lost`,
        )
      }
    }
  } finally {
    server.child.kill('SIGKILL')
  }
  return totals
}

interface RoundOptions {
  readonly seed: number
  readonly proxy: FaultProxy
  readonly url: string
  readonly nodeArgs: readonly string[]
}

/** Writes until it is killed, as often as the seed says, and at last to the end. */
async function playRound(round: number, { seed, proxy, url, nodeArgs }: RoundOptions) {
  const share = (...of: readonly (string | number)[]) => draw(seed, 'spill', round, ...of)
  using folder = fs.mkdtempDisposableSync(path.join(os.tmpdir(), 'fluxproof-spill-'))
  const spill = path.join(folder.path, 'spill')
  const lines = Array.from({ length: linesOfRound }, (_, number) => `s,r=${round} n=${number}i ${number + 1}`)
  const kills = share('kills') < 0.7 ? 1 : mostKills
  let acknowledged = 0
  proxy.setSchedule(seededSchedule({ seed: seed + round, rate: 0.8, faults }))
  for (let kill = 0; kill < kills; kill++) {
    const rest = lines.slice(acknowledged)
    const afterPoints = Math.min(rest.length, 1 + Math.floor(share('after', kill) * rest.length * 0.6))
    const written = await writeLines({
      url,
      spill,
      nodeArgs,
      lines: rest,
      kill: { afterPoints, delayMs: share('delay', kill) * 30 },
    })
    if (written.code !== null)
      throw new Error(`write: expected a kill, found exit code ${written.code}\n${written.said}`)
    acknowledged += written.acknowledged
  }
  proxy.setSchedule(() => undefined)
  const rest = share('rest') < 0.5 ? [] : lines.slice(acknowledged)
  const last = await writeLines({ url, spill, nodeArgs, lines: rest })
  if (last.code !== 0) throw new Error(`write: expected exit code 0, found ${last.code}\n${last.said}`)
  return { kills, acknowledged: acknowledged + last.acknowledged }
}

/** How many of the acknowledged points of a round the server shows, each with its value. */
async function storedOf(
  url: string,
  { round, acknowledged }: { readonly round: number; readonly acknowledged: number },
): Promise<number> {
  const client = createInfluxClient({ url, token, transport: fetch, timeoutMs: 30_000 })
  const flux = `from(bucket: "${bucket}") |> range(start: 0) |> filter(fn: (r) => r._measurement == "s" and r.r == "${round}")`
  const rows = await client.flux.rows(org, flux)
  const right = rows.filter(({ values: { _value, _time } }) => BigInt(String(_time)) === BigInt(String(_value)) + 1n)
  const numbers = new Set(right.map(({ values }) => Number(values._value)))
  return Array.from({ length: acknowledged }, (_, number) => number).filter((number) => numbers.has(number)).length
}
