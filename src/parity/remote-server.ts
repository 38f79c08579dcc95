import { setTimeout as delay } from 'node:timers/promises'
import type { Transport } from '../client/transport.ts'
import { FluxproofError, UsageError } from '../errors/index.ts'
import { prepareServer, type ReplayServer } from './replay.ts'
import { operatorToken } from './request.ts'
import type { Scenario } from './scenario.ts'

export interface RemoteServerOptions {
  /** Without a slash at its end. */
  readonly url: string
  /** The operator's. A server that was never set up gets that of the transcripts instead. */
  readonly token: string
  readonly transport: Transport
  /** Versions of which there are recordings, without the v. */
  readonly versions: readonly string[]
}

/** A real server on which transcripts are replayed one after the other. */
export interface RemoteServer {
  /** As it says itself, without the v. */
  readonly version: string
  start(version: string, scenario: Scenario): Promise<ReplayServer | { readonly skipped: string }>
}

/** What transcripts make outside an organization of their own; an organization takes all that is in it along. */
const collections = ['orgs', 'users', 'buckets', 'authorizations'] as const
type Collection = (typeof collections)[number]

/**
 * Makes a real server ready for replaying: one that was never set up is set up as the recorded ones were.
 * @throws UsageError for a version that was not recorded.
 */
export async function openRemoteServer({
  url,
  token,
  transport,
  versions,
}: RemoteServerOptions): Promise<RemoteServer> {
  const base = url
  let operator = token
  const send = (request: Request) => transport(prepared(request, operator))
  const version = await versionOf(base, send)
  if (!versions.includes(version)) {
    throw new UsageError({
      operation: `replay the recordings on ${url}`,
      expected: `one of the recorded versions ${versions.join(', ')}`,
      found: version,
    })
  }
  if (await isFresh(base, send)) {
    operator = operatorToken
    await prepareServer({ version, base, fetch: send, wait: realTime, close: async () => {} })
  }
  return {
    version,
    async start(_version, scenario) {
      if (scenario.setup === 'fresh') return { skipped: 'needs a server that was never set up' }
      const before = await idsOf(base, send)
      return {
        version,
        base,
        fetch: send,
        wait: realTime,
        close: () => removeNew(base, send, before),
      }
    },
  }
}

async function realTime(ms: number): Promise<void> {
  await delay(ms)
}

/** The request with the operator's real token, and without a wish for gzip that the recorded client did not have. */
function prepared(request: Request, operator: string): Request {
  if (request.headers.get('authorization') === `Token ${operatorToken}`) {
    request.headers.set('authorization', `Token ${operator}`)
  }
  if (!request.headers.has('accept-encoding')) request.headers.set('accept-encoding', 'identity')
  return request
}

async function versionOf(base: string, send: Transport): Promise<string> {
  const answer = await send(new Request(`${base}/health`))
  await answer.arrayBuffer()
  return (answer.headers.get('x-influxdb-version') ?? 'unknown').replace(/^v/, '')
}

async function isFresh(base: string, send: Transport): Promise<boolean> {
  const answer = await send(new Request(`${base}/api/v2/setup`))
  return ((await answer.json()) as { allowed?: boolean }).allowed === true
}

type KnownIds = Readonly<Record<Collection, ReadonlySet<string>>>

const asOperator = { authorization: `Token ${operatorToken}` }

async function idsOf(base: string, send: Transport): Promise<KnownIds> {
  const ids = async (name: Collection) => new Set(await listIds(base, send, name))
  const [orgs, users, buckets, authorizations] = await Promise.all(collections.map(ids))
  const none = new Set<string>()
  return {
    orgs: orgs ?? none,
    users: users ?? none,
    buckets: buckets ?? none,
    authorizations: authorizations ?? none,
  }
}

async function listIds(base: string, send: Transport, name: Collection): Promise<string[]> {
  const paging = name === 'authorizations' ? '' : '?limit=100'
  const answer = await send(new Request(`${base}/api/v2/${name}${paging}`, { headers: asOperator }))
  const body = (await answer.json()) as Partial<Record<Collection, { id: string; type?: string }[]>>
  if (!answer.ok) {
    throw new FluxproofError({
      operation: `list the ${name} of ${base}`,
      expected: 'the token of an operator',
      found: `an answer ${answer.status}`,
      next: 'Name a file with the operator token by --token-file',
    })
  }
  return (body[name] ?? []).filter(({ type }) => type !== 'system').map(({ id }) => id)
}

/** Deletes what a transcript left behind. What cannot be deleted is gone already, with its organization. */
async function removeNew(base: string, send: Transport, before: KnownIds): Promise<void> {
  for (const name of collections) {
    for (const id of await listIds(base, send, name)) {
      if (before[name].has(id)) continue
      const answer = await send(new Request(`${base}/api/v2/${name}/${id}`, { method: 'DELETE', headers: asOperator }))
      await answer.arrayBuffer()
    }
  }
}
