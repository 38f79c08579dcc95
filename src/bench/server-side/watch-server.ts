import type { InfluxClient } from '../../client/influx-client.ts'
import { type Clock, createSystemClock } from '../../clock/index.ts'
import type { ServerSide } from '../result/bench-result.ts'
import { compareReadings } from './compare-readings.ts'
import { readServer, type ServerReading } from './server-reading.ts'

export interface WatchOptions {
  /** Of a server that was started here: its processor time and memory are read from /proc where it does not publish them. */
  readonly pid?: number | undefined
  readonly signal?: AbortSignal | undefined
  readonly clock?: Clock
}

export interface FinishOptions {
  /** Points, series and cache of these buckets alone, which must still be there. Absent: of the whole server. */
  readonly bucketIds?: readonly string[]
  /** Points that were acknowledged since the watch began: figures are read again until they show as many. Default 0. */
  readonly acknowledged?: number
  /** Milliseconds to wait for figures that lag behind. Default 15 000: influxd refreshes those of shards and buckets every 10 s. */
  readonly waitMs?: number
}

/** A look at a server over a time. */
export interface ServerWatch {
  /** Reads again and compares; call it before the buckets are removed. */
  finish(options?: FinishOptions): Promise<ServerSide>
}

const pauseMs = 500

/** Begins to watch a server: reads what it says of itself now. */
export async function watchServer(
  client: Pick<InfluxClient, 'metrics'>,
  { pid, signal, clock = createSystemClock() }: WatchOptions = {},
): Promise<ServerWatch> {
  const before = await readServer(client, { pid, signal })
  return {
    async finish({ bucketIds, acknowledged = 0, waitMs = 15_000 } = {}) {
      const end = clock.nowNs() + BigInt(waitMs) * 1_000_000n
      const first = await readServer(client, { pid, signal })
      let after = first
      let found = compareReadings(before, after, { bucketIds })
      while (lags(found, { after, acknowledged }) && clock.nowNs() < end) {
        await pause(clock, pauseMs)
        signal?.throwIfAborted()
        after = await readServer(client, { pid, signal })
        // What the process spent while its figures were waited for is not the run's.
        found = compareReadings(before, { ...after, process: first.process }, { bucketIds })
      }
      return found
    },
  }
}

/** A server that cannot be read is not waited for, nor one that publishes no figures of buckets at all. */
function lags(found: ServerSide, { after, acknowledged }: { after: ServerReading; acknowledged: number }): boolean {
  const publishes = after.samples?.some(({ name }) => /^storage_(?:bucket|shard|writer)_/.test(name)) ?? false
  if (!publishes || acknowledged === 0) return false
  return (found.points ?? 0) < acknowledged || found.series === undefined || found.series === 0
}

function pause(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.schedule(delayMs, resolve)
  })
}
