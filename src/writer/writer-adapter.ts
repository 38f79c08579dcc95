import { FluxproofError } from '../errors/index.ts'
import { createWriter, type Writer } from './writer.ts'
import type { WriterOptions } from './writer-options.ts'

export interface WriterTarget {
  readonly url: string
  readonly org: string
  readonly bucket: string
  readonly token: string
}

/** Any writer, as the conformance kit drives it: lines go in, and `flush` and `close` reject when a point is not known to be stored. */
export interface WriterAdapter {
  open(target: WriterTarget): Promise<void>
  write(line: string): Promise<void> | void
  flush(): Promise<void>
  close(): Promise<void>
}

/** This writer as an adapter. */
export function writerAdapter(options: Omit<WriterOptions, keyof WriterTarget> = {}): WriterAdapter {
  let writer: Writer | undefined
  const opened = (): Writer => {
    if (writer !== undefined) return writer
    throw new FluxproofError({
      operation: 'use the writer',
      expected: 'an open one',
      found: 'none',
      next: 'Call open first',
    })
  }
  const settle = async (operation: string, run: Promise<{ totals: { handedIn: number; stored: number } }>) => {
    const { handedIn, stored } = (await run).totals
    if (stored === handedIn) return
    throw new FluxproofError({ operation, expected: `${handedIn} points stored`, found: `${stored}` })
  }
  return {
    async open(target) {
      writer = createWriter({ ...options, ...target })
    },
    async write(line) {
      await opened().write(line)
    },
    flush: () => settle('flush', opened().flush()),
    close: () => settle('close', opened().close()),
  }
}
