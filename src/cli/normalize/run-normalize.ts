import { exitCode } from '../../errors/index.ts'
import { textOfBytes } from '../../line-protocol/text.ts'
import type { LineOutcome } from '../../normalize/line-outcome.ts'
import type { Drop, Outcome } from '../../normalize/outcome.ts'
import { createLinePipeline } from '../../normalize/pipeline.ts'
import { createTally, formatSummary } from '../../normalize/tally.ts'
import type { NormalizeFlags } from '../commands/normalize.ts'
import type { Io } from '../io.ts'
import { BucketBytes } from './bucket-bytes.ts'
import { createNormalizer } from './create-normalizer.ts'
import { droppedLine, printable } from './dropped-line.ts'
import { linesInto, pointsInto } from './into-bytes.ts'
import { linesOf } from './lines-of.ts'
import { fileOutlet, type Outlet, OutletFolder, sinkOutlet } from './outlet.ts'

/** Broken lines that are named one by one. */
const mostShown = 10

/**
 * Normalizes standard input. Of input and output no more is held than one piece each: when a reader of the points is slow, reading waits.
 * @returns 1 when a line was not JSON.
 */
export async function runNormalize(flags: NormalizeFlags, { io }: { readonly io: Io }): Promise<number> {
  const normalizer = createNormalizer(flags, { env: io.env })
  await using stack = new AsyncDisposableStack()
  const drops = flags.drops === undefined ? undefined : stack.use(await fileOutlet(flags.drops, 'dropped events'))
  const folder = flags.out === undefined ? undefined : stack.use(new OutletFolder(flags.out))
  const standard = sinkOutlet(io.stdout)
  const outletOf = async (bucket: string): Promise<Outlet> =>
    folder === undefined ? standard : await folder.of(bucket)
  const tally = createTally()
  const bytes = new BucketBytes()
  let dropped = ''
  let line = 0
  let current = ''
  let broken = 0
  const onDrop = (drop: Drop, event: unknown) => {
    if (drops !== undefined) dropped += droppedLine({ line, drop, event, text: current })
    if (drop.reason !== 'not json') return
    broken++
    if (broken <= mostShown) io.stderr.write(`line ${line}: not JSON: ${printable(drop.detail)}\n`)
  }
  const { lines, unwrap } = normalizer
  const normalize = createLinePipeline<Outcome | LineOutcome>({
    normalizer:
      lines === undefined
        ? pointsInto(bytes, normalizer, { line: () => line })
        : linesInto(bytes, normalizer, { lines }),
    ...(unwrap === undefined ? {} : { unwrap }),
    onOutcome(outcome, event) {
      tally.add(outcome)
      if (outcome.kind === 'drop') onDrop(outcome, event)
    },
  })
  try {
    reading: for await (const texts of linesOf(io.stdin())) {
      for (const text of texts) {
        line++
        current = text
        normalize(text)
      }
      drops?.write(dropped)
      dropped = ''
      await drops?.drained()
      for (const [bucket, { writer }] of bytes) {
        if (writer.length === 0) continue
        const outlet = await outletOf(bucket)
        outlet.write(textOfBytes(writer.view()))
        writer.truncate(0)
        if (!(await outlet.drained())) break reading
      }
      io.signal.throwIfAborted()
    }
    await drops?.close()
    await folder?.close()
  } finally {
    if (broken > mostShown) io.stderr.write(`and ${broken - mostShown} more lines that are not JSON\n`)
    io.stderr.write(`${formatSummary(tally.summary())}\n`)
    for (const [bucket, { points }] of bytes)
      if (points > 0) io.stderr.write(`  points     ${String(points).padStart(6)}  for bucket ${bucket}\n`)
  }
  return broken > 0 ? exitCode.broken : exitCode.kept
}
