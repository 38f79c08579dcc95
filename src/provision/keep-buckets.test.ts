import { expect, test } from 'vitest'
import { bucket, engineBucket, org } from '../writer/testing/engine-bucket.ts'
import { keepBuckets } from './keep-buckets.ts'

const day = 86_400

async function rules(server: Awaited<ReturnType<typeof engineBucket>>) {
  const all = await server.client.buckets.list(org)
  return Object.fromEntries(all.map(({ name, retentionRules }) => [name, retentionRules[0]?.everySeconds]))
}

test('creates what is missing, changes a retention, leaves others alone, and does nothing when asked again', async () => {
  await using server = await engineBucket()
  const buckets = {
    [bucket]: { retention: '30d' },
    energy: { retention: '1095d', shardGroup: '7d', description: 'a $' + '{NAME} that is no variable' },
    events: { retention: 'infinite' },
  }
  const steps = await keepBuckets(server.client, { org, buckets })
  expect(steps.map(({ change, status }) => [change.resource.name, change.action, status])).toEqual([
    [bucket, 'update', 'done'],
    ['energy', 'create', 'done'],
    ['events', 'create', 'done'],
  ])
  expect(await rules(server)).toMatchObject({ [bucket]: 30 * day, energy: 1095 * day, _monitoring: 7 * day })
  const again = await keepBuckets(server.client, { org, buckets })
  expect(again.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged'])
  await keepBuckets(server.client, { org, buckets: { energy: { retention: 'infinite' } } })
  expect(await rules(server)).toMatchObject({ [bucket]: 30 * day, energy: 0 })
})

test('a retention is not shortened under points unless that is allowed', async () => {
  await using server = await engineBucket()
  await server.client.points.write({ org, bucket }, 'm v=1 1600000000000000000')
  const options = { org, buckets: { [bucket]: { retention: '30d' } } }
  await expect(keepBuckets(server.client, options)).rejects.toThrow(
    /bucket points: a shorter retention deletes older points/,
  )
  expect(await rules(server)).toMatchObject({ [bucket]: 0 })
  await keepBuckets(server.client, { ...options, allowDataLoss: true })
  expect(await rules(server)).toMatchObject({ [bucket]: 30 * day })
})

test('says what cannot be kept', async () => {
  await using server = await engineBucket()
  const keep = (name: string, retention: string, of = org) =>
    keepBuckets(server.client, { org: of, buckets: { [name]: { retention } } })
  await expect(keep('a', '30')).rejects.toThrow(/retention/)
  await expect(keep('a', '1m')).rejects.toThrow(/retention/)
  await expect(keep('_a', '30d')).rejects.toThrow(/_a/)
  await expect(keep('a', '30d', 'nobody')).rejects.toThrow(/expected the organization nobody, found none/)
})
