import { exitCode, UsageError } from '../../errors/index.ts'
import { contractRule } from '../../writer/contract-rule.ts'
import type { Outcome, Totals } from '../../writer/outcome-ledger.ts'
import { createWriter, type Writer } from '../../writer/writer.ts'
import type { WriteFlags } from '../commands/write.ts'
import type { Io } from '../io.ts'
import { loadContracts } from '../load-contracts.ts'
import { linesOf } from '../normalize/lines-of.ts'
import { startTarget, targetOf } from '../open-target.ts'
import { startProgress } from './progress.ts'

/** Points named one by one in the summary. */
const mostListed = 100

/** Writes standard input. Of the input no more is held than the writer has room for. @returns 1 when a point is not known to be stored. */
export async function runWrite(flags: WriteFlags, { io }: { readonly io: Io }): Promise<number> {
  const contracts = flags.contract === undefined ? [] : loadContracts([flags.contract], { env: io.env })
  const target = await targetOf(flags, { io, contracts })
  if (target.throwAway) {
    throw new UsageError({
      operation: `write to bucket ${flags.bucket}`,
      expected: 'a remote',
      found: `a throw-away server (${target.reason})`,
      next: 'Give --url, or set INFLUX_URL',
    })
  }
  const [contract] = contracts
  await using started = await startTarget(target, flags, { io, org: flags.org ?? contract?.org })
  const writer = createWriter({
    url: started.url,
    org: flags.org ?? contract?.org ?? started.org,
    bucket: flags.bucket,
    token: started.token,
    transport: started.transport,
    batchPoints: flags.batch,
    gzip: flags.gzip,
    precision: flags.precision,
    deadlineMs: flags.deadline,
    requestTimeoutMs: flags.timeout,
    rule: contract && contractRule(contract, flags.bucket),
    spill: flags.spill,
    deadLetter: flags.deadLetter,
    maxListed: mostListed,
    onError: (error) => io.stderr.write(`${error.message}\n`),
  })
  const startMs = performance.now()
  const { totals, notStored } = await writeAll(writer, { io, acknowledge: flags.acknowledge === true })
  io.stderr.write(`${summaryLine(totals, performance.now() - startMs)}\n`)
  const { successRate, latencyMs, requests, retries, recovered } = writer.metrics()
  const summary = {
    formatVersion: 1,
    bucket: flags.bucket,
    totals,
    recovered,
    successRate,
    requests,
    retries,
    latencyMs,
  }
  io.stdout.write(`${JSON.stringify({ ...summary, notStored }, null, 2)}\n`)
  return totals.stored === totals.handedIn ? exitCode.kept : exitCode.broken
}

interface ReadOptions {
  readonly io: Io
  /** Says how many points were taken: those that `write` of the writer has answered for. */
  readonly acknowledge: boolean
}

/** Hands in every line and closes the writer, whose progress is shown. When the user asks to stop, what was read is still flushed. */
async function writeAll(writer: Writer, options: ReadOptions): Promise<Outcome> {
  const { stdin, stdinBytes, stderr, signal } = options.io
  let bytesRead = 0
  const counted = async function* () {
    for await (const piece of stdin()) {
      bytesRead += piece.length
      yield piece
    }
  }
  const totals = () => writer.totals()
  const stopProgress = startProgress(stderr, { totals, bytesRead: () => bytesRead, bytesInAll: stdinBytes })
  try {
    await readInto(writer, counted(), options)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    await writer.close()
    stopProgress()
  }
  return writer.close()
}

async function readInto(
  writer: Writer,
  pieces: AsyncIterable<Uint8Array>,
  { io, acknowledge }: ReadOptions,
): Promise<void> {
  let taken = 0
  for await (const lines of linesOf(pieces)) {
    for (const line of lines) {
      if (io.signal.aborted) return
      const text = line.trimStart()
      if (text === '' || text.startsWith('#')) continue
      await writer.write(text)
      taken++
    }
    if (acknowledge) io.stderr.write(`acknowledged ${taken}\n`)
  }
}

function summaryLine({ handedIn, stored, rejected, unknown, dropped }: Totals, ms: number): string {
  const others = `${rejected} rejected, ${unknown} unknown, ${dropped} dropped`
  return `${handedIn} points: ${stored} stored, ${others}, in ${(ms / 1000).toFixed(1)} s`
}
