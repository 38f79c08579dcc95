import type { Http, HttpCall } from './http.ts'

/** Sends a call and reads its answer as JSON of a shape that the API promises. */
export async function askJson<T>(http: Http, call: HttpCall): Promise<T> {
  const answer = await http.send(call)
  return (await answer.json()) as T
}

/** Sends a call whose answer carries nothing. */
export async function askNothing(http: Http, call: HttpCall): Promise<void> {
  const answer = await http.send(call)
  await answer.discard()
}

/** The list under `key` of a JSON answer. @throws ClientError when there is none: not an InfluxDB, or a proxy's page. */
export async function askList<T>(http: Http, call: HttpCall, key: string): Promise<readonly T[]> {
  const body = await askJson<Record<string, unknown> | null>(http, call)
  const list = body?.[key]
  if (!Array.isArray(list)) throw http.fail(call, 'unexpected-answer', `the answer has no list "${key}"`)
  return list as readonly T[]
}
