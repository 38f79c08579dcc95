import { exitCode } from '../../errors/index.ts'
import { apply, type Step } from '../../provision/apply.ts'
import { plan } from '../../provision/plan.ts'
import { targetLine } from '../../report/terminal.ts'
import type { ApplyFlags } from '../commands/apply.ts'
import type { Io } from '../io.ts'
import { loadContracts } from '../load-contracts.ts'
import { orgOf, requireWriteAllowed, startTarget, targetOf } from '../open-target.ts'
import { formatSteps } from './format-plan.ts'
import { checkTokenFile, saveTokens } from './token-file.ts'

/** Makes a server what the contracts say. @returns 1 when something was left as it is, else 2 when a change failed. */
export async function runApply(
  files: readonly string[],
  flags: ApplyFlags,
  { io }: { readonly io: Io },
): Promise<number> {
  const contracts = loadContracts(files, { env: io.env })
  const target = await targetOf(flags, { io, contracts })
  requireWriteAllowed(target, flags.allowWrite, 'apply the contracts')
  const { tokenOut } = flags
  if (tokenOut !== undefined) await checkTokenFile(tokenOut)
  const steps: Step[] = []
  for (const contract of contracts) {
    await using started = await startTarget(target, flags, { io, org: contract.org })
    const { client } = started
    io.stdout.write(`${targetLine(contract.name, started)}\n`)
    const changes = await plan(contract, client, { org: orgOf(contract, target, { flags, io }) })
    const { allowDataLoss = false } = flags
    const applied = await apply(changes, client, { contract, allowDataLoss })
    for (const { token } of applied.tokens) io.hide(token)
    io.stdout.write(formatSteps(applied.steps))
    steps.push(...applied.steps)
    if (applied.tokens.length === 0 || (target.throwAway && tokenOut === undefined)) continue
    if (tokenOut === undefined) {
      const made = applied.tokens.map(({ description }) => description).join(', ')
      io.stderr.write(
        `New tokens were made and not saved (${made}): give --token-out. Up to InfluxDB 2.8 the server still shows them; from 2.9 on delete them and apply again.\n`,
      )
    } else {
      await saveTokens(tokenOut, applied.tokens, { contract: contract.name, client })
      io.stderr.write(`New tokens are in ${tokenOut}\n`)
    }
  }
  return codeOf(steps)
}

function codeOf(steps: readonly Step[]): number {
  if (steps.some(({ status }) => status === 'refused')) return exitCode.broken
  return steps.some(({ status }) => status === 'failed') ? exitCode.undecided : exitCode.kept
}
