import { setTimeout as sleep } from 'node:timers/promises'
import type { Transport } from '../../client/transport.ts'

/** A server that once, from request number `from` on, lets everything wait for `ms`. */
export function stalledOnce(
  upstream: Transport,
  { from, ms }: { readonly from: number; readonly ms: number },
): Transport {
  let seen = 0
  let over: Promise<void> | undefined
  return async (request) => {
    if (seen++ >= from) over ??= sleep(ms)
    await over
    return upstream(request)
  }
}
