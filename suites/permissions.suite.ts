import { describe, expect, test } from 'vitest'
import { createInfluxClient, type InfluxClient } from '../src/client/influx-client.ts'
import type { BucketRecord, PermissionRecord } from '../src/client/records.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { closeSuiteOrg, openSuiteOrg } from './support/suite-org.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

/** What a client may try on the bucket `own`, and on another of its organization. */
const attempts = {
  'read its bucket': (client: InfluxClient, { org, own }: Place) => client.flux.rows(org, readAll(own)),
  'write its bucket': (client: InfluxClient, { org, own }: Place) =>
    client.points.write({ org, bucket: own.name }, 'm v=2 2000000000'),
  'read another bucket': (client: InfluxClient, { org, other }: Place) => client.flux.rows(org, readAll(other)),
  'write another bucket': (client: InfluxClient, { org, other }: Place) =>
    client.points.write({ org, bucket: other.name }, 'm v=2 2000000000'),
  'make a bucket': (client: InfluxClient, { orgId, own }: Place) =>
    client.buckets.create({ orgId, name: `${own.name}-more`, retentionRules: [] }),
  'make a token': (client: InfluxClient, { orgId, own }: Place) =>
    client.authorizations.create({
      orgId,
      description: 'more',
      permissions: [{ action: 'read', resource: { type: 'buckets', id: own.id, orgID: orgId } }],
    }),
} satisfies Record<string, (client: InfluxClient, place: Place) => Promise<unknown>>

type Attempt = keyof typeof attempts

interface Place {
  readonly org: string
  readonly orgId: string
  readonly own: BucketRecord
  readonly other: BucketRecord
}

/** A token's rights, and all that it may do with them: everything else is refused. */
const tokens: readonly (readonly [
  name: string,
  rights: (place: Place) => PermissionRecord[],
  may: readonly Attempt[],
])[] = [
  ['that reads one bucket', ({ own, orgId }) => [right('read', { id: own.id, orgID: orgId })], ['read its bucket']],
  ['that writes one bucket', ({ own, orgId }) => [right('write', { id: own.id, orgID: orgId })], ['write its bucket']],
  [
    'that reads and writes one bucket',
    ({ own, orgId }) => [right('read', { id: own.id, orgID: orgId }), right('write', { id: own.id, orgID: orgId })],
    ['read its bucket', 'write its bucket'],
  ],
  [
    'that reads all buckets',
    ({ orgId }) => [right('read', { orgID: orgId })],
    ['read its bucket', 'read another bucket'],
  ],
  [
    'that writes all buckets',
    ({ orgId }) => [right('write', { orgID: orgId })],
    ['write its bucket', 'write another bucket', 'make a bucket'],
  ],
]

/** Tokens do what they were made for, and nothing else. */
export function permissionsSuite(target: StartedTarget): void {
  describe('permissions', () => {
    const bench = useSuiteOrg(target, 'permissions')
    const connect = (token: string) => createInfluxClient({ url: target.url, token, transport: target.transport })
    const open = async (): Promise<Place> => {
      const [own, other] = [await bench.bucket(), await bench.bucket()]
      for (const bucket of [own, other]) await bench.write(bucket, 'm v=1 1000000000')
      return { org: bench.org.name, orgId: bench.org.id, own, other }
    }
    const tokenWith = async (permissions: readonly PermissionRecord[], status: 'active' | 'inactive' = 'active') => {
      const made = await bench.client.authorizations.create({
        orgId: bench.org.id,
        description: 'suite',
        status,
        permissions,
      })
      return connect(made.token ?? '')
    }

    for (const [name, rights, may] of tokens) {
      test(`a token ${name} may ${may.join(', ')} and nothing else`, async () => {
        const place = await open()
        const client = await tokenWith(rights(place))
        for (const [attempt, make] of Object.entries(attempts)) {
          const outcome = await make(client, place).then(
            () => 'done',
            (error: { readonly kind?: string }) => error.kind ?? String(error),
          )
          if ((may as readonly string[]).includes(attempt)) expect(outcome, attempt).toBe('done')
          else expect(['forbidden', 'unauthorized', 'not-found'], `${attempt}: ${outcome}`).toContain(outcome)
        }
      })
    }

    test('a token sees only the buckets that it may read', async () => {
      const { own, orgId } = await open()
      const client = await tokenWith([right('read', { id: own.id, orgID: orgId })])
      const seen = await client.buckets.list(bench.org.name)
      expect(seen.filter(({ type }) => type === 'user').map(({ name }) => name)).toEqual([own.name])
    })

    test('an inactive token finds no bucket and writes none', async () => {
      const place = await open()
      const on = { orgID: place.orgId }
      const client = await tokenWith([right('read', on), right('write', on)], 'inactive')
      await expect(attempts['read its bucket'](client, place)).rejects.toMatchObject({ kind: 'not-found' })
      await expect(attempts['write its bucket'](client, place)).rejects.toMatchObject({ kind: 'forbidden' })
    })

    test('an unknown token is told apart from a narrow one', async () => {
      const place = await open()
      await expect(attempts['read its bucket'](connect('no-such-token'), place)).rejects.toMatchObject({
        kind: 'unauthorized',
      })
    })

    test('a token of one organization reads nothing of another', async () => {
      const place = await open()
      const client = await tokenWith([right('read', { orgID: place.orgId })])
      const other = await openSuiteOrg(target, 'permissions')
      const elsewhere = await client.flux.rows(other.name, readAll(place.own)).then(
        (rows) => rows.length,
        (error: { readonly kind?: string }) => error.kind,
      )
      await closeSuiteOrg(target, other.name)
      expect(['forbidden', 'unauthorized', 'not-found']).toContain(elsewhere)
    })
  })
}

function right(action: 'read' | 'write', on: { readonly id?: string; readonly orgID: string }): PermissionRecord {
  return { action, resource: { type: 'buckets', ...on } }
}

function readAll({ name }: BucketRecord): string {
  return `from(bucket: "${name}") |> range(start: 0)`
}
