import { exitCode, UsageError } from '../../errors/index.ts'
import { textOfBytes } from '../../line-protocol/text.ts'
import { type ContractNormalizer, normalizerFor } from '../../normalize/for-contract.ts'
import type { LineOutcome } from '../../normalize/line-outcome.ts'
import type { Drop, Outcome } from '../../normalize/outcome.ts'
import { createLinePipeline } from '../../normalize/pipeline.ts'
import { isSystem, type System } from '../../normalize/system.ts'
import { createTally, formatSummary } from '../../normalize/tally.ts'
import type { NormalizeFlags } from '../commands/normalize.ts'
import type { Io } from '../io.ts'
import { loadContracts } from '../load-contracts.ts'
import { BucketBytes } from './bucket-bytes.ts'
import { linesInto, pointsInto } from './into-bytes.ts'
import { linesOf } from './lines-of.ts'
import { fileOutlet, type Outlet, OutletFolder, sinkOutlet } from './outlet.ts'
import { readRegistry } from './read-registry.ts'

/** Broken lines that are named one by one. */
const mostShown = 10

/**
 * Normalizes standard input. Of input and output no more is held than one piece each: when a reader of the points is slow, reading waits.
 * @returns 1 when a line was not JSON.
 */
export async function runNormalize(flags: NormalizeFlags, { io }: { readonly io: Io }): Promise<number> {
  const normalizer = createNormalizer(flags, io)
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
  let broken = 0
  const onDrop = (drop: Drop, event: unknown) => {
    if (drops !== undefined) dropped += `${JSON.stringify({ line, reason: drop.reason, detail: drop.detail, event })}\n`
    if (drop.reason !== 'not json') return
    broken++
    if (broken <= mostShown) io.stderr.write(`line ${line}: not JSON: ${drop.detail}\n`)
  }
  const { lines, unwrap } = normalizer
  const normalize = createLinePipeline<Outcome | LineOutcome>({
    normalizer:
      lines === undefined
        ? pointsInto(bytes, normalizer, { line: () => line })
        : linesInto(bytes, normalizer, { lines }),
    ...(lines === undefined ? {} : { parse: lines.parse }),
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
        normalize(text)
      }
      for (const [bucket, { writer }] of bytes) {
        if (writer.length === 0) continue
        const outlet = await outletOf(bucket)
        outlet.write(textOfBytes(writer.view()))
        writer.truncate(0)
        if (!(await outlet.drained())) break reading
      }
      drops?.write(dropped)
      dropped = ''
      await drops?.drained()
      io.signal.throwIfAborted()
    }
  } finally {
    if (broken > mostShown) io.stderr.write(`and ${broken - mostShown} more lines that are not JSON\n`)
    io.stderr.write(`${formatSummary(tally.summary())}\n`)
    for (const [bucket, { points }] of bytes)
      if (points > 0) io.stderr.write(`  points     ${String(points).padStart(6)}  for bucket ${bucket}\n`)
  }
  return broken > 0 ? exitCode.broken : exitCode.kept
}

function createNormalizer(flags: NormalizeFlags, io: Io): ContractNormalizer {
  const [contract] = loadContracts([flags.contract], { env: io.env })
  if (contract === undefined) throw new RangeError('no contract')
  const system: System | undefined = flags.system !== undefined && isSystem(flags.system) ? flags.system : undefined
  const normalizer = normalizerFor(contract, {
    timeZone: flags.timeZone,
    unavailable: flags.unavailable,
    ...(flags.registry === undefined ? {} : { registry: readRegistry(flags.registry) }),
    ...(flags.weatherEntity === undefined ? {} : { weatherEntity: flags.weatherEntity }),
    ...(system === undefined ? {} : { system }),
  })
  if (normalizer.unwrap === undefined && flags.registry !== undefined) {
    throw new UsageError({
      operation: `normalize for the contract ${contract.name}`,
      expected: `no --registry: events of ${normalizer.system} have no devices of Home Assistant`,
      found: flags.registry,
      next: 'Leave it out',
    })
  }
  return normalizer
}
