import fs from 'node:fs'
import { FluxproofError } from '../../errors/index.ts'
import type { State } from '../state/state.ts'
import type { Row } from '../state/table.ts'
import type { Storage } from '../storage/types.ts'
import { storageRules } from '../tenant/retention.ts'
import { lockDirectory } from './directory-lock.ts'
import { type Entry, encodeEntry, journalFormat } from './entry.ts'
import { frameOf, writeWhole } from './frame.ts'
import { findGenerations, imagePath, logPath, removeOlder, removeUnfinished } from './generations.ts'
import { type ImageSource, writeImage, writeImageSlowly } from './image.ts'
import { recordingStorage } from './recording-storage.ts'
import { loadImage, type ReplayTarget, replayLog } from './replay.ts'

export interface JournalOptions {
  /** A log longer than this, and than twice the last image, is replaced by an image. Default 32 MiB. */
  readonly compactAfterBytes?: number
  /** Told, in one line, of a compaction that failed; it is tried again when the log has grown on. Default: dropped. */
  readonly log?: (line: string) => void
}

/**
 * The memory of an engine in a directory: what happened, appended to a log, and now and then an image of everything.
 *
 * A change is in the hands of the operating system before the call that made it returns: it survives the end of the
 * process, SIGKILL included, not a power cut. Use: `createState(journal.recordRow)`, then `journal.open(state, storage)`
 * once, and from then on the storage that it returns.
 */
export interface Journal {
  /** The `onChange` of `createState`. */
  readonly recordRow: (table: string, id: string, row: Row | undefined) => void
  /** Fills an empty state and store with what the directory holds. @returns the store that records its changes. */
  open(state: State, storage: Storage): Storage
  /** Records the changes that `run` makes as one: after a kill all of them are there or none. They are recorded even if it throws. */
  together<T>(run: () => T): T
  /** After state or store were replaced as a whole (restore, reset): an image of what they are now, before it returns. */
  rewrite(): void
  /** Ends a compaction under way and gives the directory free. */
  close(): Promise<void>
}

const defaultCompactAfterBytes = 32 * 1_048_576

/** Opens, or makes, a data directory. Throws FluxproofError when another engine has it or its files are damaged. */
export function openJournal(directory: string, options: JournalOptions = {}): Journal {
  return new DirectoryJournal(directory, options)
}

class DirectoryJournal implements Journal {
  readonly recordRow = (table: string, id: string, row: Row | undefined): void =>
    this.#record({ kind: 'row', table, id, row })
  #directory: string
  #unlock: () => void
  #compactAfterBytes: number
  #log: (line: string) => void
  #generation = 1
  #descriptor: number | undefined
  #logBytes = 0
  #imageBytes = 0
  #compaction: Promise<void> | undefined
  /** What is to be recorded as one, while it happens. */
  #gathered: Entry[] | undefined
  /** Everything as it is now; undefined: not open. */
  #source: (() => ImageSource) | undefined

  constructor(directory: string, options: JournalOptions) {
    this.#directory = directory
    this.#compactAfterBytes = options.compactAfterBytes ?? defaultCompactAfterBytes
    this.#log = options.log ?? (() => {})
    fs.mkdirSync(directory, { recursive: true, mode: 0o700 })
    this.#unlock = lockDirectory(directory)
  }

  open(state: State, storage: Storage): Storage {
    try {
      this.#read(state, storage)
    } catch (error) {
      this.#unlock()
      throw error
    }
    this.#source = () => ({ state: state.snapshot(), parts: storage.dump(storage.snapshot()) })
    return recordingStorage(
      storage,
      (entry) => this.#record(entry),
      () => this.rewrite(),
    )
  }

  together<T>(run: () => T): T {
    if (this.#gathered !== undefined) return run()
    const gathered: Entry[] = []
    this.#gathered = gathered
    try {
      return run()
    } finally {
      this.#gathered = undefined
      if (gathered.length > 0) this.#record({ kind: 'together', entries: gathered })
    }
  }

  rewrite(): void {
    if (this.#source === undefined) return
    this.#startLog(this.#generation + 1)
    this.#imageBytes = writeImage(this.#directory, this.#generation, this.#source())
    removeOlder(this.#directory, this.#generation)
  }

  async close(): Promise<void> {
    await this.#compaction
    if (this.#descriptor !== undefined) fs.closeSync(this.#descriptor)
    this.#descriptor = undefined
    this.#source = undefined
    this.#unlock()
  }

  #read(state: State, storage: Storage): void {
    removeUnfinished(this.#directory)
    const target: ReplayTarget = { rows: new Map(), storage }
    const { image, logs } = findGenerations(this.#directory)
    if (image !== undefined) {
      loadImage(imagePath(this.#directory, image), target)
      this.#imageBytes = fs.statSync(imagePath(this.#directory, image)).size
    }
    this.#generation = logs.at(-1) ?? image ?? 1
    for (const log of logs) this.#logBytes = replayLog(logPath(this.#directory, log), target)
    state.restore(target.rows)
    // A bucket whose row is recorded and whose store is not was being made when the process ended.
    for (const bucket of state.buckets.list()) storage.createBucket(bucket.id, storageRules(bucket))
    this.#descriptor = fs.openSync(logPath(this.#directory, this.#generation), 'a', 0o600)
    if (this.#logBytes === 0) this.#append({ kind: 'format', format: journalFormat })
  }

  #startLog(generation: number): void {
    if (this.#descriptor !== undefined) fs.closeSync(this.#descriptor)
    this.#generation = generation
    this.#descriptor = fs.openSync(logPath(this.#directory, generation), 'a', 0o600)
    this.#logBytes = 0
    this.#append({ kind: 'format', format: journalFormat })
  }

  #record(entry: Entry): void {
    if (this.#gathered !== undefined) {
      this.#gathered.push(entry)
      return
    }
    this.#append(entry)
    if (this.#logBytes > Math.max(this.#compactAfterBytes, 2 * this.#imageBytes)) this.#compact()
  }

  #append(entry: Entry): void {
    if (this.#descriptor === undefined) {
      throw new FluxproofError({
        operation: `recording a change in ${this.#directory}`,
        expected: 'an open journal',
        found: 'one that is closed or was not opened',
      })
    }
    const frame = frameOf(encodeEntry(entry))
    writeWhole(this.#descriptor, frame)
    this.#logBytes += frame.length
  }

  /** Starts a new log and, beside it, the image of everything before it. */
  #compact(): void {
    if (this.#compaction !== undefined || this.#source === undefined) return
    const generation = this.#generation + 1
    this.#startLog(generation)
    const source = this.#source()
    this.#compaction = this.#writeImage(generation, source)
      .catch((error: unknown) => this.#log(`compaction of ${this.#directory} failed: ${String(error)}`))
      .finally(() => {
        this.#compaction = undefined
      })
  }

  async #writeImage(generation: number, source: ImageSource): Promise<void> {
    this.#imageBytes = await writeImageSlowly(this.#directory, generation, source)
    removeOlder(this.#directory, generation)
  }
}
