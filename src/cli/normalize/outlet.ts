import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from '../../errors/index.ts'
import type { TextSink } from '../io.ts'

/** Takes text and says when it has gone, so that no more is kept than one piece. */
export interface Outlet extends AsyncDisposable {
  write(text: string): void
  /** @returns false when the reader has gone. @throws FluxproofError when it cannot be written. */
  drained(): Promise<boolean>
}

/** A stream of the process. */
export function sinkOutlet(sink: TextSink): Outlet {
  return {
    write: (text) => sink.write(text),
    drained: () => sink.drained?.() ?? Promise.resolve(true),
    [Symbol.asyncDispose]: async () => {},
  }
}

/** A new file, which replaces one of that name. @throws UsageError when it cannot be made. */
export async function fileOutlet(path: string, what: string): Promise<Outlet> {
  const stream = createWriteStream(path)
  const failed = (cause: Error) =>
    new UsageError({
      operation: `write ${what} to ${path}`,
      expected: 'a file that can be written',
      found: (cause as NodeJS.ErrnoException).code ?? cause.message,
      next: 'Name another path',
      cause,
    })
  let failure: Error | undefined
  stream.on('error', (error) => {
    failure ??= failed(error)
  })
  await settled(stream, 'open')
  if (failure !== undefined) throw failure
  return {
    write: (text) => void stream.write(text),
    async drained() {
      if (stream.writableNeedDrain) await settled(stream, 'drain')
      if (failure !== undefined) throw failure
      return true
    },
    async [Symbol.asyncDispose]() {
      stream.end()
      if (!stream.closed) await settled(stream, 'close')
    },
  }
}

/** A file for each name, made when it is first asked for. */
export class OutletFolder implements AsyncDisposable {
  readonly #folder: string
  readonly #open = new Map<string, Outlet>()

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true })
    this.#folder = folder
  }

  async of(name: string): Promise<Outlet> {
    const open = this.#open.get(name)
    if (open !== undefined) return open
    const made = await fileOutlet(join(this.#folder, `${name.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}.lp`), 'points')
    this.#open.set(name, made)
    return made
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const one of this.#open.values()) await one[Symbol.asyncDispose]()
  }
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
