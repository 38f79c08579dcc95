import { exitCode } from '../../errors/index.ts'
import { isUpToDate } from '../../provision/change.ts'
import { plan } from '../../provision/plan.ts'
import { targetLine } from '../../report/terminal.ts'
import type { Io } from '../io.ts'
import { loadContracts } from '../load-contracts.ts'
import { orgOf, startTarget, targetOf } from '../open-target.ts'
import type { TargetFlags } from '../options.ts'
import { formatPlan } from './format-plan.ts'

/** Prints what apply would change. @returns 1 when there is anything. */
export async function runPlan(
  files: readonly string[],
  flags: TargetFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const contracts = loadContracts(files, { env: io.env })
  const target = await targetOf(flags, { io, contracts })
  let code: number = exitCode.kept
  for (const contract of contracts) {
    await using started = await startTarget(target, flags, { io, org: contract.org })
    io.stdout.write(`${targetLine(contract.name, started)}\n`)
    const changes = await plan(contract, started.client, { org: orgOf(contract, target, { flags, io }) })
    io.stdout.write(formatPlan(changes))
    if (!isUpToDate(changes)) code = exitCode.broken
  }
  return code
}
