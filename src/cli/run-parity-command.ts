import { existsSync } from 'node:fs'
import { engineVersions } from '../engine/version.ts'
import { exitCode, UsageError } from '../errors/index.ts'
import { checkDivergences, loadDivergences } from '../parity/divergences.ts'
import { startEmbeddedServer } from '../parity/embedded-server.ts'
import { runParity } from '../parity/run-parity.ts'
import { renderTally, tally } from '../parity/tally.ts'
import type { ParityFlags } from './commands/parity.ts'
import type { Io } from './io.ts'
import { engineVersionOf } from './serve/serve-settings.ts'

/** Replays recordings and prints the parity. @returns 1 when a difference is unexplained or an explanation outdated. */
export async function runParityCommand(flags: ParityFlags, { io }: { readonly io: Io }): Promise<number> {
  const { recordings, divergences: list, only } = flags
  if (!existsSync(recordings)) {
    throw new UsageError({
      operation: 'replay the recordings',
      expected: 'a folder of transcripts',
      found: `no ${recordings}`,
      next: 'Name it with --recordings',
    })
  }
  const results = await runParity({
    recordings,
    versions: flags.influxVersion?.map(engineVersionOf) ?? engineVersions,
    start: (version, scenario) => startEmbeddedServer(engineVersionOf(version), scenario),
    ...(only !== undefined && { only }),
  })
  io.stdout.write(`${renderTally(tally(results))}\n`)
  const divergences = existsSync(list) ? await loadDivergences(list) : []
  const { unexplained, outdated } = checkDivergences(results, divergences)
  for (const one of unexplained) io.stderr.write(`unexplained difference: ${one}\n`)
  for (const one of outdated) io.stderr.write(`no longer differs, remove its entry: ${one}\n`)
  return unexplained.length + outdated.length > 0 ? exitCode.broken : exitCode.kept
}
