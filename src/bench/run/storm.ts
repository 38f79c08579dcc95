import { createFaultProxy } from '../../fault/fault-proxy.ts'
import { scheduleOfRules } from '../../fault/schedule.ts'
import { transportToServer } from '../../fault/to-server.ts'
import type { WriteWorkload } from '../workload/workload.ts'

/** A proxy before the server that refuses some requests with 429. */
export interface Storm extends AsyncDisposable {
  readonly url: string
}

/** Opens the storm that a workload asks for; undefined: it asks for none. Every second refusal says to wait a second, the others not at all. */
export async function openStorm(
  { refusedPercent = 0 }: Pick<WriteWorkload, 'refusedPercent'>,
  { url, seed }: { readonly url: string; readonly seed: number },
): Promise<Storm | undefined> {
  if (refusedPercent === 0) return undefined
  const server = transportToServer(url)
  const share = refusedPercent / 200
  const refusal = (retryAfter: number) => ({ kind: 'status', status: 429, retryAfter }) as const
  const proxy = createFaultProxy({
    upstream: server.transport,
    keepBodies: false,
    // The second is drawn only of what the first let pass.
    schedule: scheduleOfRules(
      [
        { fault: refusal(0), share },
        { fault: refusal(1), share: share / (1 - share) },
      ],
      { seed },
    ),
  })
  const listening = await proxy.listen()
  return {
    url: listening.url,
    async [Symbol.asyncDispose]() {
      await listening[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}
