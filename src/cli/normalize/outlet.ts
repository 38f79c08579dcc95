import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { FluxproofError, UsageError } from '../../errors/index.ts'
import type { TextSink } from '../io.ts'

/** Takes text and says when it has gone, so that no more is kept than one piece. */
export interface Outlet extends AsyncDisposable {
  write(text: string): void
  /** @returns false when the reader has gone. @throws FluxproofError when it cannot be written. */
  drained(): Promise<boolean>
  /** Ends it, when all has gone. @throws FluxproofError when that is not so. */
  close(): Promise<void>
}

/** A stream of the process. */
export function sinkOutlet(sink: TextSink): Outlet {
  return {
    write: (text) => sink.write(text),
    drained: () => sink.drained?.() ?? Promise.resolve(true),
    close: async () => {},
    [Symbol.asyncDispose]: async () => {},
  }
}

/** A new file, which replaces one of that name. @throws UsageError when it cannot be made. */
export async function fileOutlet(path: string, what: string): Promise<Outlet> {
  const stream = createWriteStream(path)
  const operation = `write ${what} to ${path}`
  let isOpen = false
  let failure: Error | undefined
  stream.on('error', (cause) => {
    // Once it is open, the path is not what is wrong.
    failure ??= isOpen
      ? new FluxproofError({ ...found(cause), operation, expected: 'all of it to be written' })
      : new UsageError({ ...found(cause), operation, expected: 'a file that can be written' })
  })
  await settled(stream, 'open')
  isOpen = true
  if (failure !== undefined) throw failure
  const ended = async () => {
    stream.end()
    if (!stream.closed) await settled(stream, 'close')
  }
  return {
    write: (text) => void stream.write(text),
    async drained() {
      if (stream.writableNeedDrain) await settled(stream, 'drain')
      if (failure !== undefined) throw failure
      return true
    },
    async close() {
      await ended()
      if (failure !== undefined) throw failure
    },
    [Symbol.asyncDispose]: ended,
  }
}

/** A file for each name, made when it is first asked for. */
export class OutletFolder implements AsyncDisposable {
  readonly #folder: string
  readonly #open = new Map<string, Outlet>()

  /** @throws UsageError when the folder cannot be made. */
  constructor(folder: string) {
    try {
      mkdirSync(folder, { recursive: true })
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause
      throw new UsageError({ ...found(cause), operation: `write points to ${folder}`, expected: 'a folder' })
    }
    this.#folder = folder
  }

  async of(name: string): Promise<Outlet> {
    const open = this.#open.get(name)
    if (open !== undefined) return open
    const made = await fileOutlet(join(this.#folder, `${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}.lp`), 'points')
    this.#open.set(name, made)
    return made
  }

  /** As `Outlet.close`, for each. */
  async close(): Promise<void> {
    for (const one of this.#open.values()) await one.close()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.#open.values()) await one[Symbol.asyncDispose]()
  }
}

function found(cause: Error): { found: string; next: string; cause: Error } {
  const { code = cause.message } = cause as NodeJS.ErrnoException
  const next = code === 'ENOSPC' ? 'Make room on the disk' : 'Name another path'
  return { found: code, next, cause }
}

function settled(stream: WriteStream, event: string): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stream.off(event, done)
      stream.off('error', done)
      resolve()
    }
    stream.on(event, done)
    stream.on('error', done)
  })
}
