import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { decode } from '../../line-protocol/decode.ts'
import { createState, type State } from '../state/state.ts'
import { parsePredicate } from '../storage/predicate.ts'
import { createStorage } from '../storage/storage.ts'
import type { Storage } from '../storage/types.ts'
import { encodeEntry } from './entry.ts'
import { frameOf } from './frame.ts'
import { type Journal, type JournalOptions, openJournal } from './journal.ts'

const secondNs = 1_000_000_000n
const rules = { retentionNs: 0n, shardGroupNs: 3_600n * secondNs }
const everything = { start: -(2n ** 62n), stop: 2n ** 62n }

/** An engine's memory and the directory that keeps it. */
interface Kept extends AsyncDisposable {
  readonly state: State
  readonly storage: Storage
  readonly journal: Journal
}

const directories: string[] = []

function newDirectory(): string {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'fluxproof-journal-'))
  directories.push(directory)
  return directory
}

afterEach(() => {
  for (const directory of directories.splice(0)) fs.rmSync(directory, { recursive: true })
})

function open(directory: string, options?: JournalOptions): Kept {
  const journal = openJournal(directory, options)
  const state = createState(journal.recordRow)
  const storage = journal.open(state, createStorage())
  return { state, storage, journal, [Symbol.asyncDispose]: () => journal.close() }
}

/** As a process that was killed leaves the directory: nothing is closed, and nobody holds it any more. */
function copyOf(directory: string): string {
  const copy = newDirectory()
  fs.cpSync(directory, copy, { recursive: true })
  fs.rmSync(path.join(copy, 'lock'), { force: true })
  return copy
}

function contentsOf({ state, storage }: Kept, bucketId = 'b'): unknown {
  return {
    rows: [...state.snapshot()].filter(([, rows]) => rows.size > 0).map(([name, rows]) => [name, [...rows]]),
    slices: storage.read({ bucketId, ...everything }),
    keys: storage.seriesKeys(bucketId),
    types: storage.fieldTypes(bucketId),
    shards: storage.shardGroups(bucketId),
    figures: storage.figures(bucketId),
  }
}

function write(storage: Storage, ...lines: string[]): void {
  storage.write('b', decode(lines.join('\n')).points, 5n * secondNs)
}

function filesOf(directory: string): string[] {
  return fs
    .readdirSync(directory)
    .filter((name) => name !== 'lock')
    .toSorted()
}

function fillWithEverything({ state, storage }: Kept): void {
  state.orgs.put({ id: 'o', name: 'acme', createdNs: 1n, updatedNs: 2n })
  state.orgs.put({ id: 'p', name: 'gone', createdNs: 1n, updatedNs: 2n })
  state.orgs.delete('p')
  state.documents('labels').put({ id: 'l', orgId: 'o', createdNs: 1n, updatedNs: 2n, body: { name: 'x', deep: [1] } })
  storage.createBucket('gone', rules)
  storage.dropBucket('gone')
  storage.createBucket('b', rules)
  write(
    storage,
    'm,t=a f=1.5,i=-9223372036854775808i,u=18446744073709551615u,b=true,s="é\u{1f600}" 1',
    'm f=2',
    'm,t==b f=3 4',
  )
  write(storage, 'm,t=c a=1i,f=2i,z=3i 1', `n,t=x f=1 ${7_200n * secondNs}`, `n,t=y f=1 ${7_200n * secondNs}`)
  storage.delete('b', { start: 7_200n * secondNs, stop: 7_200n * secondNs }, parsePredicate('t=x'))
  storage.updateBucket('b', { ...rules, shardGroupNs: 60n * secondNs })
  write(storage, `m f=3 ${36_000n * secondNs}`)
}

test('brings back rows, points, types, listed series and shards', async () => {
  const directory = newDirectory()
  await using first = open(directory)
  fillWithEverything(first)
  await using second = open(copyOf(directory))
  expect(contentsOf(second)).toEqual(contentsOf(first))
  expect(second.state.orgs.list().map(({ name }) => name)).toEqual(['acme'])
})

test('brings back the same from an image, and goes on from there', async () => {
  const directory = newDirectory()
  await using first = open(directory)
  fillWithEverything(first)
  first.journal.rewrite()
  write(first.storage, 'm f=4 9')
  expect(filesOf(directory)).toEqual(['00000002.image', '00000002.log'])
  const copy = copyOf(directory)
  {
    await using second = open(copy)
    expect(contentsOf(second)).toEqual(contentsOf(first))
    write(first.storage, 'm f=5 10')
    write(second.storage, 'm f=5 10')
  }
  await using third = open(copy)
  expect(contentsOf(third)).toEqual(contentsOf(first))
})

test('keeps what a restore and a reset left', async () => {
  const directory = newDirectory()
  await using first = open(directory)
  first.storage.createBucket('b', rules)
  write(first.storage, 'm f=1 1')
  const snapshot = first.storage.snapshot()
  write(first.storage, 'm f=2 2')
  first.storage.restore(snapshot)
  await using restored = open(copyOf(directory))
  expect(contentsOf(restored)).toEqual(contentsOf(first))
  first.state.reset()
  first.storage.reset()
  await using empty = open(copyOf(directory))
  expect(contentsOf(empty)).toEqual(contentsOf(first))
  expect(empty.storage.read({ bucketId: 'b', ...everything })).toEqual([])
})

test('loses only the record that was cut short, wherever it was cut', async () => {
  const directory = newDirectory()
  await using first = open(directory)
  first.storage.createBucket('b', rules)
  write(first.storage, 'm f=1 1')
  const log = path.join(directory, '00000001.log')
  const wholeBytes = fs.statSync(log).size
  write(first.storage, 'm f=2 2')
  const bytes = fs.statSync(log).size
  for (let size = wholeBytes; size < bytes; size++) {
    const copy = copyOf(directory)
    fs.truncateSync(path.join(copy, '00000001.log'), size)
    {
      await using cut = open(copy)
      write(cut.storage, 'm f=3 3')
    }
    await using again = open(copy)
    const [slice] = again.storage.read({ bucketId: 'b', ...everything })
    expect(slice?.times).toEqual(BigInt64Array.of(1n, 3n))
  }
})

test('refuses a log that is damaged in the middle, an image that is not whole, and an unknown format', async () => {
  const directory = newDirectory()
  {
    await using first = open(directory)
    fillWithEverything(first)
  }
  const [log, image] = [path.join(directory, '00000001.log'), path.join(directory, '00000002.image')]
  const bytes = fs.readFileSync(log)
  bytes.writeUInt8(bytes.readUInt8(60) ^ 0xff, 60)
  fs.writeFileSync(log, bytes)
  expect(() => open(directory)).toThrow('expected records whose checksums are right, found other bytes from offset')
  fs.writeFileSync(image, bytes.subarray(0, 20))
  expect(() => open(directory)).toThrow(image)
  fs.writeFileSync(image, frameOf(encodeEntry({ kind: 'format', format: 99 })))
  expect(() => open(directory)).toThrow('expected format 1, found format 99')
})

test('replaces a log that has grown by an image, and keeps the files bounded', async () => {
  const directory = newDirectory()
  const limit = 20_000
  const failures: string[] = []
  await using kept = open(directory, { compactAfterBytes: limit, log: (line) => failures.push(line) })
  kept.storage.createBucket('b', rules)
  for (let round = 0; round < 400; round++) {
    write(kept.storage, ...Array.from({ length: 10 }, (_, index) => `m,t=${index} f=${round} ${index}`))
    await new Promise((resume) => setImmediate(resume))
  }
  await kept.journal.close()
  expect(failures).toEqual([])
  expect(filesOf(directory).map((name) => path.extname(name))).toEqual(['.image', '.log'])
  const sizes = filesOf(directory).map((name) => fs.statSync(path.join(directory, name)).size)
  expect(Math.max(...sizes)).toBeLessThan(2 * limit)
  await using again = open(directory)
  expect(contentsOf(again)).toEqual(contentsOf(kept))
})

test('replays both logs when the process ended before an image was whole', async () => {
  const directory = newDirectory()
  await using kept = open(directory, { compactAfterBytes: 500 })
  kept.storage.createBucket('b', rules)
  for (let round = 0; filesOf(directory).length < 3; round++) write(kept.storage, `m f=${round} ${round}`)
  write(kept.storage, 'm f=-1 -1')
  expect(filesOf(directory)).toEqual(['00000001.log', '00000002.image', '00000002.log'])
  const copy = copyOf(directory)
  fs.renameSync(path.join(copy, '00000002.image'), path.join(copy, '00000002.image.unfinished'))
  await using again = open(copy)
  expect(contentsOf(again)).toEqual(contentsOf(kept))
  expect(filesOf(copy)).toEqual(['00000001.log', '00000002.log'])
})

test('has all or nothing of changes that are made together, also when they end in an error', async () => {
  const directory = newDirectory()
  await using first = open(directory)
  const log = path.join(directory, '00000001.log')
  const make = () => {
    for (const id of ['a', 'b', 'c']) first.state.orgs.put({ id, name: id, createdNs: 1n, updatedNs: 1n })
    throw new Error('afterwards')
  }
  expect(() => first.journal.together(make)).toThrow('afterwards')
  const copy = copyOf(directory)
  {
    await using whole = open(copyOf(directory))
    expect(whole.state.orgs.list().map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  }
  fs.truncateSync(path.join(copy, '00000001.log'), fs.statSync(log).size - 1)
  await using cut = open(copy)
  expect(cut.state.orgs.list()).toEqual([])
})

test('makes the store of a bucket whose row was the last thing recorded', async () => {
  const directory = newDirectory()
  await using first = open(directory)
  first.state.buckets.put({
    id: 'b',
    orgId: 'o',
    name: 'b',
    type: 'user',
    retentionSeconds: 0,
    shardGroupSeconds: 604_800,
    createdNs: 1n,
    updatedNs: 1n,
  })
  await using second = open(copyOf(directory))
  write(second.storage, 'm f=1 1')
  expect(second.storage.figures('b').series).toBe(1)
})

test('lets one engine at a time have a directory', async () => {
  const directory = newDirectory()
  await using first = open(directory)
  expect(() => open(directory)).toThrow(`process ${process.pid} has it open`)
  await first.journal.close()
  await using second = open(directory)
  expect(contentsOf(second)).toEqual(contentsOf(first))
})

test('says so when a change comes before open or after close', async () => {
  const journal = openJournal(newDirectory())
  const state = createState(journal.recordRow)
  const row = { id: 'o', name: 'acme', createdNs: 1n, updatedNs: 2n }
  expect(() => state.orgs.put(row)).toThrow('expected an open journal')
  await journal.close()
  expect(() => state.orgs.put(row)).toThrow('expected an open journal')
})

test('any sequence of changes is the same after reopening', async () => {
  const line = fc
    .record({
      series: fc.constantFrom('m', 'm,t=a', 'm,t=b', 'n,u=x'),
      field: fc.constantFrom('f=1', 'f=2i', 'g="x"'),
      time: fc.integer({ min: -9_000, max: 9_000 }),
    })
    .map(({ series, field, time }) => `${series} ${field} ${BigInt(time) * secondNs}`)
  const change = fc.oneof(
    { weight: 6, arbitrary: fc.array(line, { minLength: 1, maxLength: 8 }) },
    { weight: 1, arbitrary: fc.constantFrom('t=a', '_measurement!=n', '', '_measurement=m', 'rewrite' as const) },
  )
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 15 }), async (changes) => {
      const directory = newDirectory()
      await using first = open(directory, { compactAfterBytes: 2_000 })
      first.storage.createBucket('b', rules)
      for (const one of changes) {
        if (one === 'rewrite') first.journal.rewrite()
        else if (typeof one === 'string') {
          first.storage.delete('b', { start: -3_600n * secondNs, stop: 3_600n * secondNs }, parsePredicate(one))
        } else write(first.storage, ...one)
      }
      await using reopened = open(copyOf(directory))
      expect(contentsOf(reopened)).toEqual(contentsOf(first))
    }),
    { numRuns: 60 },
  )
})
