import { describe, expect, test } from 'vitest'
import { decode } from '../../line-protocol/decode.ts'
import type { EngineVersion } from '../version.ts'
import { createStorage } from './storage.ts'
import type { ReadRequest, SeriesSlice, Storage } from './types.ts'

const seconds = 1_000_000_000n
const nowNs = 1_700_000_000n * seconds
const week = { retentionNs: 0n, shardGroupNs: 604_800n * seconds }
const month = { retentionNs: 30n * 86_400n * seconds, shardGroupNs: 86_400n * seconds }
const everything = { start: -(2n ** 62n), stop: 2n ** 62n }

/** Two times a week and more apart, so in two shards of a week. */
const early = 1_600_000_000_000_000_000n
const late = 1_603_024_000_000_000_000n

function storageWith(rules = week, version: EngineVersion = '2.8.0'): Storage {
  const storage = createStorage({ version })
  storage.createBucket('b', rules)
  return storage
}

function write(storage: Storage, ...lines: string[]): string | undefined {
  const { points, errors } = decode(lines.join('\n'))
  expect(errors).toEqual([])
  return storage.write('b', points, nowNs)?.message
}

/** Slices as lines: `m,t=a f 1600…=1 1600…=2`. */
function read(storage: Storage, request: Partial<ReadRequest> = {}): string[] {
  return storage.read({ bucketId: 'b', ...everything, ...request }).map(lineOf)
}

function lineOf({ measurement, tags, field, times, column }: SeriesSlice): string {
  const key = [measurement, ...tags.map(([name, value]) => `${name}=${value}`)].join(',')
  return [key, field, ...Array.from(times, (time, index) => `${time}=${column.values[index]}`)].join(' ')
}

describe('partial writes', () => {
  test('a type conflict drops its point and stores the others', () => {
    const storage = storageWith()
    expect(write(storage, 'm f=1i 1', 'm f=2 2', 'm f=3i 3')).toBe(
      'field type conflict: input field "f" on measurement "m" is type float, already exists as type integer dropped=1',
    )
    expect(read(storage)).toEqual(['m f 1=1 3=3'])
  })

  test('a refused point fixes the types of its new fields before the conflict, not of those after', () => {
    const storage = storageWith()
    write(storage, 'm f=1 1')
    expect(write(storage, 'm a=1i,f=2i,z=3i 2')).toContain('"f"')
    expect(write(storage, 'm a=1.5 3')).toContain(
      '"a" on measurement "m" is type float, already exists as type integer',
    )
    expect(write(storage, 'm z=1.5 4')).toBeUndefined()
    expect(read(storage)).toEqual(['m f 1=1', 'm z 4=1.5'])
  })

  test('a conflict holds for the measurement, not the series, and not for another shard', () => {
    const storage = storageWith()
    expect(write(storage, `m,t=a f=1 ${early}`)).toBeUndefined()
    expect(write(storage, `m,t=b f=1i ${early}`)).toContain('type integer, already exists as type float')
    expect(write(storage, `m,t=b f=1i ${late}`)).toBeUndefined()
  })

  test('a string over 1 MiB drops its point, one of 1 MiB does not', () => {
    const storage = storageWith()
    const limit = 1_048_576
    expect(write(storage, `m s="${'a'.repeat(limit)}" 1`)).toBeUndefined()
    expect(write(storage, `m a=1,s="${'a'.repeat(limit + 1)}",z=1 2`)).toBe(
      `input field "s" on measurement "m" is too long, ${limit + 1} > ${limit} dropped=1`,
    )
    expect(write(storage, `m s="${'é'.repeat(limit / 2)}x" 3`)).toContain('is too long')
  })

  test('a point with only a field time is dropped', () => {
    const storage = storageWith()
    expect(write(storage, 'm f=1 1', 'm time=1 2')).toBe(
      'invalid field name: input field "time" on measurement "m" is invalid dropped=1',
    )
    expect(read(storage)).toEqual(['m f 1=1'])
  })

  test.each([
    ['2.8.0', undefined],
    [
      '2.9.1',
      'invalid field name: input field "time" on measurement "m" is invalid. Field "time" has been stripped from point. dropped=0',
    ],
  ] as const)('a field time beside others is left out on %s', (version, message) => {
    const storage = storageWith(week, version)
    expect(write(storage, 'm time=1,f=2 1')).toBe(message)
    expect(read(storage)).toEqual(['m f 1=2'])
  })

  test('names the oldest and newest point outside the retention, escaped and with sorted tags', () => {
    const storage = storageWith(month)
    const bound = '2023-10-15T22:13:20Z'
    expect(write(storage, `m,z=1,t=a\\,b f=1 ${early}`, `n f=2 ${late}`, `m f=3 ${nowNs}`)).toBe(
      'dropped 2 points outside retention policy of duration 720h0m0s - ' +
        `oldest point m,t=a\\,b,z=1 at 2020-09-13T12:26:40Z dropped because it violates a Retention Policy Lower Bound at ${bound}, ` +
        `newest point n at 2020-10-18T12:26:40Z dropped because it violates a Retention Policy Lower Bound at ${bound} ` +
        'dropped=2 for database: b for retention policy: autogen',
    )
    expect(storage.figures('b')).toEqual({ series: 1, measurements: 1 })
  })

  test('stores an expired point when another of the batch opens a shard that covers it', () => {
    const storage = storageWith({ ...month, shardGroupNs: 604_800n * seconds })
    const bound = nowNs - month.retentionNs
    expect(write(storage, `m f=1 ${bound + 1n}`)).toBeUndefined()
    expect(write(storage, `m f=2 ${bound - 1n}`)).toContain('dropped 1 points')
    expect(write(storage, `m f=3 ${bound - 1n}`, `m f=4 ${bound + 2n}`)).toBeUndefined()
  })

  test('a type conflict hides the text of the retention', () => {
    const storage = storageWith(month)
    write(storage, `m f=1 ${nowNs}`)
    expect(write(storage, `m f=1 ${early}`, `m f=1i ${nowNs}`)).toMatch(/^field type conflict.*dropped=1$/)
  })
})

describe('reads', () => {
  test('give series by measurement and tags, then fields, whatever the order of writing', () => {
    const storage = storageWith()
    write(
      storage,
      'm,b=1 f=1 1',
      'm,b=1,a=1 f=2 1',
      'm f=3,e=3 1',
      'm,a=2 f=4 1',
      'm,a=10 f=6 1',
      'm,B=1 f=7 1',
      'l f=8 1',
    )
    expect(read(storage)).toEqual([
      'l f 1=8',
      'm e 1=3',
      'm f 1=3',
      'm,B=1 f 1=7',
      'm,a=1,b=1 f 1=2',
      'm,a=10 f 1=6',
      'm,a=2 f 1=4',
      'm,b=1 f 1=1',
    ])
  })

  test('sort names by their bytes', () => {
    const storage = storageWith()
    write(storage, 'm,t=\u{1f600} f=1 1', 'm,t=\uffee f=2 1', 'm,t=z f=3 1')
    expect(read(storage)).toEqual(['m,t=z f 1=3', 'm,t=\uffee f 1=2', 'm,t=\u{1f600} f 1=1'])
  })

  test('keep series apart whose names hold control characters', () => {
    const storage = storageWith()
    const tagSets = [
      [['a', 'b\0c']],
      [['a\0b', 'c']],
      [
        ['a', 'b'],
        ['c', '\u0001'],
      ],
      [['a', 'b\u0001c']],
    ] as const
    for (const [value, tags] of tagSets.entries()) {
      storage.write('b', [{ measurement: 'm', tags, fields: [['f', { type: 'float', value }]], time: 1n }], nowNs)
    }
    expect(storage.read({ bucketId: 'b', ...everything }).map(({ tags }) => tags)).toEqual(
      [2, 0, 3, 1].map((index) => tagSets[index]),
    )
  })

  test('include the start and exclude the stop', () => {
    const storage = storageWith()
    write(storage, 'm f=1 1', 'm f=2 2', 'm f=3 3')
    expect(read(storage, { start: 2n, stop: 3n })).toEqual(['m f 2=2'])
    expect(read(storage, { start: 4n, stop: 9n })).toEqual([])
  })

  test('ask about each series and field before values are touched', () => {
    const storage = storageWith()
    write(storage, 'm,t=a f=1,g=1 1', 'm,t=b f=2 1')
    expect(read(storage, { matches: ({ tags, field }) => tags[0]?.[1] === 'a' && field === 'g' })).toEqual([
      'm,t=a g 1=1',
    ])
  })

  test('join shards, skipping those that do not know the field', () => {
    const storage = storageWith()
    const between = (early + late) / 2n
    write(storage, `m f=2 ${late}`, `m g=1 ${between}`, `m f=1 ${early}`)
    expect(read(storage)).toEqual([`m f ${early}=1 ${late}=2`, `m g ${between}=1`])
  })

  test('give the earliest type of a field with two types, last() the latest', () => {
    const storage = storageWith()
    write(storage, `m,t=a f=1.5 ${early}`, `m,t=b f="x" ${late}`, `m,t=a f=2.5 ${late + 30n * week.shardGroupNs}`)
    expect(read(storage)).toEqual([`m,t=a f ${early}=1.5`])
    expect(read(storage, { direction: 'descending', stop: late + 1n })).toEqual([`m,t=b f ${late}=x`])
    expect(read(storage, { start: late })).toEqual([`m,t=b f ${late}=x`])
  })

  test('leave out the last nanosecond unless asked for it', () => {
    const storage = storageWith()
    write(storage, 'm f=1 9223372036854775805', 'm f=2 9223372036854775806')
    const request = { stop: 2n ** 63n - 1n }
    expect(read(storage, request)).toEqual(['m f 9223372036854775805=1'])
    expect(read(storage, { ...request, lastNanosecond: true })).toEqual([
      'm f 9223372036854775805=1 9223372036854775806=2',
    ])
  })

  test('do not show points whose key cannot be rebuilt, but list their series', () => {
    const storage = storageWith()
    expect(write(storage, 'm,t==b f=1 1')).toBeUndefined()
    expect(read(storage)).toEqual([])
    expect(storage.seriesKeys('b')).toEqual([{ measurement: 'm', tags: [['t', '=b']], field: 'f' }])
  })

  test('keep int64 and uint64 exact', () => {
    const storage = storageWith()
    write(storage, 'm i=-9223372036854775808i,u=18446744073709551615u,b=true,s="x" 1')
    expect(read(storage)).toEqual(['m b 1=1', 'm i 1=-9223372036854775808', 'm s 1=x', 'm u 1=18446744073709551615'])
  })

  test('give the server time to points without one', () => {
    const storage = storageWith()
    write(storage, 'm f=1')
    expect(read(storage)).toEqual([`m f ${nowNs}=1`])
  })

  test('let what was read stand when later writes overwrite it', () => {
    const storage = storageWith()
    write(storage, 'm f=1 1', 'm f=2 2')
    const before = storage.read({ bucketId: 'b', ...everything }).map(lineOf)
    const [slice] = storage.read({ bucketId: 'b', ...everything })
    write(storage, 'm f=9 1', 'm f=9 2', 'm f=9 3')
    expect(slice && lineOf(slice)).toBe(before[0])
    expect(read(storage)).toEqual(['m f 1=9 2=9 3=9'])
  })
})

describe('shard groups', () => {
  test('are counted from the year 1, so that weeks start on Monday', () => {
    const storage = storageWith()
    write(storage, 'm f=1 1600041599000000000', 'm f=2i 1600041600000000000')
    expect(storage.shardGroups('b').map(({ start }) => start)).toEqual([
      1_599_436_800n * seconds,
      1_600_041_600n * seconds,
    ])
  })

  test('of another duration fill the gaps between existing ones', () => {
    const storage = storageWith({ retentionNs: 0n, shardGroupNs: 86_400n * seconds })
    write(storage, 'm f=1 1600041600000000000')
    storage.updateBucket('b', week)
    write(storage, 'm f=2 1600300000000000000')
    expect(storage.shardGroups('b').map(({ start, end }) => [start / seconds, end / seconds])).toEqual([
      [1_600_041_600n, 1_600_128_000n],
      [1_600_128_000n, 1_600_646_400n],
    ])
  })

  test('have ids of their own across buckets, and types of their own', () => {
    const storage = storageWith()
    storage.createBucket('c', week)
    write(storage, `m f=1 ${early}`, `m f="x" ${late}`)
    storage.write('c', decode('m f=1 1').points, nowNs)
    expect([...storage.shardGroups('b'), ...storage.shardGroups('c')].map(({ id }) => id)).toEqual([1, 2, 3])
    expect(storage.fieldTypes('b').map(({ field, type, shard }) => [field, type, shard.id])).toEqual([
      ['f', 'float', 1],
      ['f', 'string', 2],
    ])
  })

  test('go as a whole once they ended longer ago than the retention', () => {
    const storage = storageWith({ retentionNs: 3_600n * seconds, shardGroupNs: 3_600n * seconds })
    write(storage, `m f=1 ${nowNs - 1n}`)
    const end = storage.shardGroups('b')[0]?.end ?? 0n
    storage.enforceRetention(end + 3_600n * seconds)
    expect(read(storage)).toEqual([`m f ${nowNs - 1n}=1`])
    storage.enforceRetention(end + 3_600n * seconds + 1n)
    expect([read(storage), storage.shardGroups('b')]).toEqual([[], []])
  })
})

describe('deletes', () => {
  test('take both bounds in', () => {
    const storage = storageWith()
    write(storage, 'm f=1 1', 'm f=2 2', 'm f=3 3', 'm f=4 4')
    storage.delete('b', { start: 2n, stop: 3n }, () => true)
    expect(read(storage)).toEqual(['m f 1=1 4=4'])
  })

  test('free the types of a measurement that lost its last series', () => {
    const storage = storageWith()
    write(storage, 'm,t=a f=1 1', 'm,t=b f=1 1')
    storage.delete('b', everything, ({ tags }) => tags[0]?.[1] === 'a')
    expect(write(storage, 'm,t=a f=1i 1')).toContain('already exists as type float')
    storage.delete('b', everything, () => true)
    expect(write(storage, 'm,t=a f=1i 1')).toBeUndefined()
  })

  test('leave series listed while their measurement lives', () => {
    const storage = storageWith()
    write(storage, 'm,t=a f=1 1', 'm,t=b f=1 1', 'n,t=c f=1 1')
    storage.delete('b', everything, ({ measurement, tags }) => measurement === 'n' || tags[0]?.[1] === 'b')
    expect(storage.seriesKeys('b').map(({ tags }) => tags[0]?.[1])).toEqual(['a', 'b'])
    expect(storage.figures('b')).toEqual({ series: 1, measurements: 1 })
  })

  test('let a deleted point be written again', () => {
    const storage = storageWith()
    write(storage, 'm f=1 1')
    storage.delete('b', everything, () => true)
    write(storage, 'm f=2 1')
    expect(read(storage)).toEqual(['m f 1=2'])
  })
})

test('lists the series of refused points, and by shards of a range', () => {
  const storage = storageWith()
  write(storage, `m,t=a f=1 ${early}`, `m,t=b f=1i ${early}`, `m,t=c f=1 ${late}`)
  const values = (range?: { start: bigint; stop: bigint }) =>
    storage.seriesKeys('b', range).map(({ tags }) => tags[0]?.[1])
  expect(values()).toEqual(['a', 'b', 'c'])
  expect(values({ start: late, stop: late + 1n })).toEqual(['c'])
})

describe('snapshots', () => {
  test('bring back points, types, buckets and shard ids', () => {
    const storage = storageWith()
    write(storage, 'm,t=a f=1 1', 's s="x" 1')
    const snapshot = storage.snapshot()
    const before = [read(storage), storage.fieldTypes('b'), storage.shardGroups('b')]
    write(storage, 'm,t=a f=9 1', 'm,t=a f=2 2', 'm,t=b g=1i 1', 's s="y" 1', 's s="z" 2', `m f=1 ${early}`)
    storage.delete('b', { start: 1n, stop: 1n }, () => true)
    storage.dropBucket('b')
    storage.restore(snapshot)
    expect([read(storage), storage.fieldTypes('b'), storage.shardGroups('b')]).toEqual(before)
    write(storage, 'm,t=a f=3 3')
    storage.restore(snapshot)
    expect(read(storage)).toEqual(before[0])
  })

  test('stay what they were while two branches grow from them', () => {
    const storage = storageWith()
    write(storage, 'm f=1 1')
    const first = storage.snapshot()
    write(storage, 'm f=2 2')
    const second = storage.snapshot()
    storage.restore(first)
    write(storage, 'm f=3 3')
    storage.restore(second)
    expect(read(storage)).toEqual(['m f 1=1 2=2'])
    storage.restore(first)
    expect(read(storage)).toEqual(['m f 1=1'])
  })

  test('reset leaves no bucket', () => {
    const storage = storageWith()
    write(storage, 'm f=1 1')
    storage.reset()
    expect(read(storage)).toEqual([])
    expect(() => storage.write('b', decode('m f=1').points, nowNs)).toThrow('expected a bucket that was created')
  })
})
