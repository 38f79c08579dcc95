import fs from 'node:fs'
import type { StateSnapshot } from '../state/state.ts'
import type { StoragePart } from '../storage/storage-parts.ts'
import { type Entry, encodeEntry, journalFormat } from './entry.ts'
import { frameOf, writeWhole } from './frame.ts'
import { imagePath, unfinishedImagePath } from './generations.ts'

/** Everything at one moment. */
export interface ImageSource {
  readonly state: StateSnapshot
  readonly parts: Iterable<StoragePart>
}

/** Bytes that are gathered before they are written. */
const chunkBytes = 1_048_576

/** Writes image `generation` at one go. @returns its bytes. */
export function writeImage(directory: string, generation: number, source: ImageSource): number {
  const writing = imageWriting(directory, generation, source)
  for (;;) {
    const step = writing.next()
    if (step.done === true) return step.value
  }
}

/** Writes image `generation` piece by piece, letting other work in between. @returns its bytes. */
export async function writeImageSlowly(directory: string, generation: number, source: ImageSource): Promise<number> {
  const writing = imageWriting(directory, generation, source)
  for (;;) {
    const step = writing.next()
    if (step.done === true) return step.value
    await new Promise((resume) => setImmediate(resume))
  }
}

/** Yields after each chunk; the file gets its name at the end, so that a name means a whole image. */
function* imageWriting(directory: string, generation: number, source: ImageSource): Generator<undefined, number> {
  const unfinished = unfinishedImagePath(directory, generation)
  const descriptor = fs.openSync(unfinished, 'w', 0o600)
  let bytes = 0
  try {
    let pending: Buffer[] = []
    let pendingBytes = 0
    const flush = () => {
      writeWhole(descriptor, Buffer.concat(pending))
      bytes += pendingBytes
      pending = []
      pendingBytes = 0
    }
    for (const entry of entriesOf(source)) {
      const frame = frameOf(encodeEntry(entry))
      pending.push(frame)
      pendingBytes += frame.length
      if (pendingBytes < chunkBytes) continue
      flush()
      yield undefined
    }
    flush()
  } finally {
    fs.closeSync(descriptor)
  }
  fs.renameSync(unfinished, imagePath(directory, generation))
  return bytes
}

function* entriesOf({ state, parts }: ImageSource): Generator<Entry> {
  yield { kind: 'format', format: journalFormat }
  for (const [table, rows] of state) for (const [id, row] of rows) yield { kind: 'row', table, id, row }
  for (const part of parts) yield { kind: 'part', part }
}
