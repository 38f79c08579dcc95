import type { Writer } from '../../writer/writer.ts'
import type { TextSink } from '../io.ts'

export interface Progress {
  show(): void
  end(): void
}

/** Milliseconds between two lines. */
const every = 200

/** One line on a terminal that tells how far the writer is; nothing where nobody watches. */
export function createProgress(writer: Writer, sink: TextSink): Progress {
  let shownAt = 0
  return {
    show() {
      if (!sink.isTTY || performance.now() - shownAt < every) return
      shownAt = performance.now()
      const { handedIn, stored, rejected, pending } = writer.totals()
      sink.write(`\r${handedIn} read, ${stored} stored, ${rejected} rejected, ${pending} under way `)
    },
    end() {
      if (shownAt > 0) sink.write('\n')
    },
  }
}
