import type { WriterServer } from '../writer-adapter.ts'
import type { Answered } from './classify.ts'

/** Sends a body; status 0 where no answer came, at the latest after `limitMs` of wall time (absent: for ever). */
export async function sendBody(
  { url, org, bucket, token, clock, fetch: send = fetch }: WriterServer,
  body: string | Uint8Array<ArrayBuffer>,
  { limitMs }: { readonly limitMs: number | undefined },
): Promise<Answered> {
  const nowMs = () => (clock ? Number(clock.nowNs() / 1_000_000n) : Date.now())
  const address = `${url}/api/v2/write?${new URLSearchParams({ org, bucket })}`
  const limit = clock || limitMs === undefined ? {} : { signal: AbortSignal.timeout(limitMs) }
  try {
    const headers = { authorization: `Token ${token}` }
    const answer = await send(new Request(address, { method: 'POST', headers, body, ...limit }))
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), nowMs: nowMs() }
  } catch (error) {
    const late = error instanceof DOMException && error.name === 'TimeoutError'
    return { status: 0, retryAfter: null, nowMs: nowMs(), late }
  }
}
