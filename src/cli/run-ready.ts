import { exitCode, FluxproofError, UsageError } from '../errors/index.ts'
import type { ReadyFlags } from './commands/ready.ts'
import type { Io } from './io.ts'
import { startTarget, targetOf } from './open-target.ts'

/** Prints as JSON whether a server is ready, and how far that was proven. @returns 1 when it is not. */
export async function runReady(flags: ReadyFlags, { io }: { readonly io: Io }): Promise<number> {
  const target = await targetOf(flags, { io })
  const about = { kind: target.kind, reason: target.reason }
  const print = (facts: object) => io.stdout.write(`${JSON.stringify({ formatVersion: 1, ...facts }, null, 2)}\n`)
  try {
    await using started = await startTarget(target, flags, { io, allowWrite: flags.allowWrite === true })
    const { version, url, org, readiness } = started
    print({ ready: true, target: { ...about, version, url, org }, ...readiness, tookMs: Math.round(readiness.tookMs) })
    return exitCode.kept
  } catch (error) {
    if (!(error instanceof FluxproofError) || error instanceof UsageError || io.signal.aborted) throw error
    print({ ready: false, target: about, operation: error.operation, found: error.found, next: error.next })
    io.stderr.write(`not ready: ${error.message}\n`)
    return exitCode.broken
  }
}
