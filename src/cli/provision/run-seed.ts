import { createSystemClock } from '../../clock/index.ts'
import { exitCode } from '../../errors/index.ts'
import { apply } from '../../provision/apply.ts'
import { plan } from '../../provision/plan.ts'
import { seedContract } from '../../provision/seed-contract.ts'
import { targetLine } from '../../report/terminal.ts'
import type { SeedFlags } from '../commands/seed.ts'
import type { Io } from '../io.ts'
import { loadContracts } from '../load-contracts.ts'
import { orgOf, requireWriteAllowed, startTarget, targetOf } from '../open-target.ts'

/** Writes realistic data for contracts; on a throw-away server what they declare is built first. */
export async function runSeed(
  files: readonly string[],
  flags: SeedFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const contracts = loadContracts(files, { env: io.env })
  const target = await targetOf(flags, { io, contracts })
  requireWriteAllowed(target, flags.allowWrite, 'seed the contracts')
  for (const contract of contracts) {
    await using started = await startTarget(target, flags, { io, org: contract.org })
    const { client } = started
    const org = orgOf(contract, target, { flags, io })
    io.stdout.write(`${targetLine(contract.name, started)}\n`)
    if (target.throwAway) await apply(await plan(contract, client, { org }), client, { contract })
    const { points, batches } = await seedContract(contract, client, {
      org,
      seed: flags.seed,
      events: flags.events,
      nowNs: createSystemClock().nowNs(),
      signal: io.signal,
    })
    io.stdout.write(
      `  ${points} points written in ${batches} ${batches === 1 ? 'batch' : 'batches'}, seed ${flags.seed}\n`,
    )
  }
  return exitCode.kept
}
