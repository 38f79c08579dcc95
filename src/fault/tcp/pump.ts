import type { Readable, Writable } from 'node:stream'
import type { Clock } from '../../clock/index.ts'
import { wait } from '../inject.ts'
import type { Shaper, Slice } from './shaper.ts'

export interface PumpOptions {
  readonly shaper: Shaper
  readonly clock: Clock
  /** True: what comes in is swallowed. */
  readonly isSilent: () => boolean
  /** Every byte up to the last that goes on has arrived. */
  readonly onSpent: () => void
  /** So many bytes have gone on. */
  readonly onCarried: (bytes: number) => void
}

/** Bytes that wait for their moment, at most: then no more is read, as when the window of a receiver is full. */
const mostHeldBytes = 262_144

/**
 * Carries one way of a connection from `source` to `sink` as a shaper says, in order. Resolves when the source has ended and everything
 * has arrived; `sink` is left open. @throws what either stream fails with.
 */
export async function pump(source: Readable, sink: Writable, options: PumpOptions): Promise<void> {
  const { shaper, clock, isSilent, onSpent, onCarried } = options
  const waiting: Slice[] = []
  let heldBytes = 0
  let ended = false
  let changed = Promise.withResolvers<void>()
  const tell = () => {
    changed.resolve()
    changed = Promise.withResolvers()
  }

  async function read(): Promise<void> {
    for await (const bytes of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
      if (isSilent()) continue
      const slices = shaper.admit(bytes, nowMs(clock))
      waiting.push(...slices)
      for (const slice of slices) heldBytes += slice.bytes.length
      tell()
      while (heldBytes > mostHeldBytes) await changed.promise
    }
    ended = true
    tell()
  }

  async function deliver(): Promise<void> {
    for (let told = false; ; ) {
      const slice = waiting.shift()
      if (slice === undefined) {
        if (shaper.spent !== undefined && !told) {
          told = true
          onSpent()
        }
        if (ended) return
        await changed.promise
        continue
      }
      await waitUntil(slice.atMs, clock)
      if (!isSilent()) {
        await write(sink, slice.bytes)
        onCarried(slice.bytes.length)
      }
      heldBytes -= slice.bytes.length
      tell()
    }
  }

  await Promise.all([read(), deliver()])
}

/** Shorter waits are none: a clock may not tell such moments apart. */
const shortestWaitMs = 0.001

/** A timer may come a fraction of a millisecond early: then it is set again. */
async function waitUntil(atMs: number, clock: Clock): Promise<void> {
  for (let restMs = atMs - nowMs(clock); restMs > shortestWaitMs; restMs = atMs - nowMs(clock))
    await wait(clock, restMs)
}

function nowMs(clock: Clock): number {
  return Number(clock.nowNs()) / 1e6
}

/** Resolves when the sink has taken the bytes. @throws the sink's error. */
function write(sink: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    sink.write(bytes, (error) => (error ? reject(error) : resolve()))
  })
}
