import { expect, test } from 'vitest'
import type { InfluxClient } from '../client/influx-client.ts'
import { bucketId, idsOf, type Lab, openLab, org, startNs, verify } from './testing/lab.ts'
import { labLines } from './testing/lab-contract.ts'

/** What is planted, and the one check that must fail. */
const drifts: readonly [name: string, check: string, plant: (lab: Lab) => Promise<unknown>][] = [
  ['a shorter retention', 'bucket/raw/retention', (lab) => patchRaw(lab, 169_200, 86_400)],
  [
    'a missing bucket',
    'bucket/hourly/present',
    async (lab) => lab.client.buckets.remove(await bucketId(lab, 'hourly')),
  ],
  [
    'another bucket',
    'org/undeclared-buckets',
    ({ client, orgId }) => client.buckets.create({ orgId, name: 'old', retentionRules: [] }),
  ],
  [
    'another description',
    'bucket/raw/description',
    async (lab) => lab.client.buckets.update(await bucketId(lab, 'raw'), { description: 'x' }),
  ],
  [
    'a measurement that nobody declared',
    'bucket/hourly/undeclared-measurements',
    (lab) => write(lab, 'hourly', 'smoke_test v=1'),
  ],
  [
    'a field written as text',
    'measurement/hourly/hourly_reading/field/kw_mean/type',
    (lab) => rewrite(lab, 'hourly', 'hourly_reading,room=hall kw_mean="1"'),
  ],
  [
    'a field that nobody declared',
    'measurement/raw/reading/undeclared-fields',
    async (lab) => {
      await rewrite(
        lab,
        'raw',
        ...labLines(startNs).map(
          (line) => line.replace(/ \d+$/, '').replace(/,n=\d+i/, ',volts=1') + line.match(/ \d+$/)?.[0],
        ),
      )
    },
  ],
  [
    'a point without a required field',
    'measurement/raw/reading/field/kw/required',
    (lab) => write(lab, 'raw', 'reading,room=hall n=1i'),
  ],
  [
    'a value out of range',
    'measurement/raw/reading/field/kw/range',
    (lab) => write(lab, 'raw', 'reading,room=hall kw=10.5,n=1i'),
  ],
  ['a gap', 'measurement/raw/reading/gaps', (lab) => remove(lab, 'raw', 3, 5)],
  ['a token that is too wide', 'token/app/confined', (lab) => replaceToken(lab, 'write')],
  ['a token that is too narrow', 'token/app/permits', (lab) => replaceToken(lab, 'none')],
  [
    'an inactive token',
    'token/app/active',
    async ({ client }) => client.authorizations.update((await appToken(client)).id, { status: 'inactive' }),
  ],
  [
    'a missing token',
    'token/app/present',
    async ({ client }) => client.authorizations.remove((await appToken(client)).id),
  ],
  [
    'an inactive task',
    'task/sum/active',
    async (lab) => lab.client.tasks.update(await taskId(lab), { status: 'inactive' }),
  ],
  ['another schedule', 'task/sum/schedule', (lab) => editTask(lab, 'every: 1h}', 'every: 2h}')],
  ['another script', 'task/sum/flux', (lab) => editTask(lab, 'mean', 'max')],
  ['a missing task', 'task/sum/present', async (lab) => lab.client.tasks.remove(await taskId(lab))],
  [
    'a missing mapping',
    'dbrp/old/mapping',
    async ({ client }) => {
      const mapping = (await client.dbrps.list(org)).find((one) => one.database === 'old_db')
      await client.dbrps.remove(mapping?.id ?? '', org)
    },
  ],
  [
    'a refused batch',
    'org/refused-writes',
    async (lab) => {
      await expect(write(lab, 'raw', 'reading,room=hall kw=1i')).rejects.toMatchObject({ kind: 'unprocessable' })
    },
  ],
]

for (const [name, check, plant] of drifts) {
  test(`${name} fails ${check} and no other check`, async () => {
    const lab = await openLab()
    await plant(lab)
    // The canaries' own shard of the clock's second comes after what was planted.
    await lab.clock.advance(1_000)
    const verdicts = await verify(lab)
    expect(idsOf(verdicts, 'failed')).toEqual([check])
    expect(idsOf(verdicts, 'error')).toEqual([])
  })
}

test('silence fails freshness, and the warning with it', async () => {
  const lab = await openLab()
  await lab.clock.advance(15 * 60_000)
  const failed = idsOf(await verify(lab), 'failed')
  expect(failed).toEqual(['measurement/raw/reading/freshness', 'measurement/raw/reading/freshness-warning'])
})

test('a type that flips between shards fails, though Flux shows one type only', async () => {
  const lab = await openLab()
  const yesterday = startNs - 20n * 3_600_000_000_000n
  await lab.client.points.write(
    { org, bucket: 'hourly' },
    `hourly_reading,room=hall kw_mean=1i ${yesterday - 7n * 86_400_000_000_000n}`,
  )
  const verdicts = await verify(lab)
  expect(idsOf(verdicts, 'failed')).toEqual(['measurement/hourly/hourly_reading/field/kw_mean/type'])
})

async function patchRaw(lab: Lab, everySeconds: number, shardGroupDurationSeconds: number): Promise<void> {
  const rule = { type: 'expire', everySeconds, shardGroupDurationSeconds } as const
  await lab.client.buckets.update(await bucketId(lab, 'raw'), { retentionRules: [rule] })
}

async function taskId({ client }: Lab): Promise<string> {
  return (await client.tasks.list(org)).find((one) => one.name === 'sum')?.id ?? ''
}

async function editTask(lab: Lab, from: string, to: string): Promise<void> {
  const id = await taskId(lab)
  const { flux } = await lab.client.tasks.get(id)
  expect(flux).toContain(from)
  await lab.client.tasks.update(id, { flux: flux.replace(from, to) })
}

async function appToken(client: InfluxClient) {
  const found = (await client.authorizations.list({ org })).find((one) => one.description === 'lab app')
  if (found === undefined) throw new Error('no token of the app')
  return found
}

/** The app's token with one more right, or without any but one. */
async function replaceToken({ client, orgId }: Lab, rights: 'write' | 'none'): Promise<void> {
  const { id, permissions } = await appToken(client)
  await client.authorizations.remove(id)
  const all = { action: 'write', resource: { type: 'buckets', orgID: orgId } } as const
  const kept = rights === 'write' ? [...permissions, all] : permissions.slice(0, 1)
  await client.authorizations.create({ orgId, description: 'lab app', permissions: kept })
}

function write({ client }: Lab, bucket: string, ...lines: string[]): Promise<void> {
  return client.points.write({ org, bucket }, lines)
}

/** Empties a bucket, then writes. */
async function rewrite(lab: Lab, bucket: string, ...lines: string[]): Promise<void> {
  await lab.client.points.remove({ org, bucket, start: '1970-01-01T00:00:00Z', stop: '2100-01-01T00:00:00Z' })
  await write(lab, bucket, ...lines)
}

/** Deletes the points of some minutes before now. */
function remove({ client }: Lab, bucket: string, from: number, to: number): Promise<void> {
  const at = (minutes: number) => new Date(Number(startNs / 1_000_000n) - minutes * 60_000).toISOString()
  return client.points.remove({ org, bucket, start: at(to), stop: at(from) })
}
