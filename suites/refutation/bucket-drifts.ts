import type { Drift } from './drift.ts'
import type { Specimen } from './specimen.ts'
import { dayNs } from './specimen-lines.ts'

const hourSeconds = 3_600
const daySeconds = 24 * hourSeconds

/** Buckets that are not as declared. */
export const bucketDrifts: readonly Drift[] = [
  {
    kind: 'bucket-retention',
    name: 'a retention of 30d instead of 365d',
    fails: ['bucket/raw/retention'],
    expected: '365d',
    found: '30d',
    plant: (specimen) => retain(specimen, 30, 6),
  },
  {
    kind: 'bucket-present',
    name: 'a missing bucket',
    fails: ['bucket/hourly/present'],
    expected: 'the bucket hourly',
    found: 'no bucket of that name',
    plant: async ({ client, bucketId }) => client.buckets.remove(await bucketId('hourly')),
  },
  {
    kind: 'bucket-description',
    name: 'another description',
    fails: ['bucket/raw/description'],
    expected: 'Raw readings',
    found: 'Test data',
    plant: async ({ client, bucketId }) => client.buckets.update(await bucketId('raw'), { description: 'Test data' }),
  },
  {
    kind: 'shard-group',
    name: 'another shard group duration',
    fails: ['bucket/raw/shard-group'],
    expected: '6h',
    found: '2d',
    plant: (specimen) => retain(specimen, 365, 48),
  },
  {
    kind: 'undeclared-buckets',
    name: 'a bucket that nobody declared',
    fails: ['org/undeclared-buckets'],
    expected: 'no bucket that no contract declares',
    found: 'leftover',
    plant: ({ client, orgId }) => client.buckets.create({ orgId, name: 'leftover', retentionRules: [] }),
  },
  {
    kind: 'effective-retention',
    name: 'a point that should have expired: written while the bucket kept everything',
    fails: ['bucket/raw/effective-retention'],
    expected: /no point older than 365d6h30m: /,
    found: /a point of status from \d{4}-.*400d/,
    plant: async (specimen) => {
      await retain(specimen, 0, 6)
      await specimen.write('raw', `status,room=hall level=7 ${specimen.nowNs - 400n * dayNs}`)
      await retain(specimen, 365, 6)
    },
  },
  {
    kind: 'volume',
    name: 'a writer that writes twice',
    fails: ['bucket/raw/volume'],
    expected: '11 to 31 points',
    found: /^41 /,
    plant: ({ write, nowNs }) =>
      write(
        'raw',
        ...Array.from({ length: 20 }, (_, second) => second).map(
          (second) =>
            `reading,room=hall,source=meter,phase=L1 kw=1,n=1i ${nowNs - BigInt(second + 1) * 1_000_000_000n}`,
        ),
      ),
  },
]

/** @param days 0: infinite. */
async function retain({ client, bucketId }: Specimen, days: number, shardGroupHours: number): Promise<void> {
  await client.buckets.update(await bucketId('raw'), {
    retentionRules: [
      { type: 'expire', everySeconds: days * daySeconds, shardGroupDurationSeconds: shardGroupHours * hourSeconds },
    ],
  })
}
