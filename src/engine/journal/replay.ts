import fs from 'node:fs'
import { FluxproofError } from '../../errors/index.ts'
import type { Row } from '../state/table.ts'
import type { StoragePart } from '../storage/storage-parts.ts'
import type { SeriesPredicate, Storage } from '../storage/types.ts'
import { type DeletedSeries, decodeEntry, type Entry, journalFormat } from './entry.ts'
import { type FramesEnd, readFrames } from './frame.ts'
import { unpackPoint } from './packed-point.ts'

export type Rows = Map<string, Map<string, Row>>

/** Where a replay puts what it reads. */
export interface ReplayTarget {
  readonly rows: Rows
  readonly storage: Storage
}

/** Loads an image, which must be whole. */
export function loadImage(file: string, { rows, storage }: ReplayTarget): void {
  function* parts(): Generator<StoragePart> {
    const end = yield* entriesAs(file, (entry) => {
      if (entry.kind === 'part') return entry.part
      applyRow(rows, entry)
      return undefined
    })
    if (end.tail !== 'none') throw damage(file, end.wholeBytes)
  }
  storage.load(parts())
}

/**
 * Repeats what a log tells. A last record that was cut short was never acknowledged: it is cut off the file.
 * @returns the bytes of the log that count.
 */
export function replayLog(file: string, target: ReplayTarget): number {
  const entries = entriesAs(file, (entry) => entry)
  for (;;) {
    const next = entries.next()
    if (next.done !== true) {
      apply(next.value, target)
      continue
    }
    const { wholeBytes, tail } = next.value
    if (tail === 'damaged') throw damage(file, wholeBytes)
    if (tail === 'torn') fs.truncateSync(file, wholeBytes)
    return wholeBytes
  }
}

function* entriesAs<T>(file: string, pick: (entry: Entry) => T | undefined): Generator<T, FramesEnd> {
  const frames = readFrames(file)
  for (;;) {
    const next = frames.next()
    if (next.done === true) return next.value
    const entry = decodeEntry(next.value)
    if (entry.kind === 'format') checkFormat(file, entry.format)
    else {
      const picked = pick(entry)
      if (picked !== undefined) yield picked
    }
  }
}

function checkFormat(file: string, format: number): void {
  if (format === journalFormat) return
  throw new FluxproofError({
    operation: `reading ${file}`,
    expected: `format ${journalFormat}`,
    found: `format ${format}`,
    next: 'Open it with the version of fluxproof that wrote it',
  })
}

function damage(file: string, wholeBytes: number): FluxproofError {
  return new FluxproofError({
    operation: `reading ${file}`,
    expected: 'records whose checksums are right',
    found: `other bytes from offset ${wholeBytes}`,
    next: 'Bring the data directory back from a copy, or start with an empty one',
  })
}

function applyRow(rows: Rows, entry: Entry): void {
  if (entry.kind !== 'row') return
  const table = rows.get(entry.table) ?? new Map<string, Row>()
  rows.set(entry.table, table)
  if (entry.row) table.set(entry.id, entry.row)
  else table.delete(entry.id)
}

function apply(entry: Entry, target: ReplayTarget): void {
  const { rows, storage } = target
  switch (entry.kind) {
    case 'together':
      for (const one of entry.entries) apply(one, target)
      break
    case 'row':
      applyRow(rows, entry)
      break
    case 'rules':
      storage.createBucket(entry.bucketId, entry.rules)
      break
    case 'drop':
      storage.dropBucket(entry.bucketId)
      break
    case 'write':
      storage.write(entry.bucketId, entry.points.map(unpackPoint), entry.nowNs)
      break
    case 'delete':
      storage.delete(entry.bucketId, entry, oneOf(entry.series))
      break
    case 'retention':
      storage.enforceRetention(entry.nowNs)
      break
    default:
      throw new Error(`journal: expected an event, found ${entry.kind}`)
  }
}

function oneOf(deleted: readonly DeletedSeries[]): SeriesPredicate {
  const keyOf = ({ shardId, measurement, tags, field }: DeletedSeries) =>
    JSON.stringify([shardId, measurement, tags, field])
  const keys = new Set(deleted.map(keyOf))
  return (series, shard) => keys.has(keyOf({ ...series, shardId: shard.id }))
}
