import type { Arrival } from '../workload/workload.ts'
import type { Pace } from './pace.ts'

export interface SendAllOptions<Item> {
  /** Items on their way at once, at most. */
  readonly connections: number
  readonly arrival: Arrival
  readonly pace: Pace
  /** Start of the schedule, on the clock of the pace. */
  readonly startMs: number
  readonly signal?: AbortSignal | undefined
  /** Resolves when the item is decided. `fromMs`: since when it counts. Rejects only where the whole run has to end. */
  send(item: Item, how: { readonly connection: number; readonly fromMs: number }): Promise<void>
}

/**
 * Sends every item once, in order. Closed: a connection takes the next one when its last is decided, and an item counts from then. Open: an item
 * is due at its place in a schedule that never moves, and counts from then; where no connection is free or the loop is late it goes late, and
 * the wait is part of its latency: nothing that a slow server holds back is left out.
 */
export async function sendAll<Item extends { readonly index: number }>(
  items: readonly Item[],
  { connections, arrival, pace, startMs, signal, send }: SendAllOptions<Item>,
): Promise<void> {
  let next = 0
  const run = async (connection: number) => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) {
      signal?.throwIfAborted()
      if (arrival.kind === 'closed') {
        await send(item, { connection, fromMs: pace.nowMs() })
        continue
      }
      const dueMs = startMs + (item.index * 1000) / arrival.batchesPerSecond
      await pace.until(dueMs, signal)
      await send(item, { connection, fromMs: dueMs })
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, connection) => run(connection)))
}
