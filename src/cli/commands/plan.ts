import { Command } from 'commander'
import type { Io } from '../io.ts'
import { addTargetOptions, type TargetFlags } from '../options.ts'
import type { Done } from '../program.ts'

/** `fluxproof plan`: what `apply` would do. */
export function planCommand(io: Io, done: Done): Command {
  return addTargetOptions(
    new Command('plan')
      .summary('show what apply would change')
      .description(
        'Compares organization, buckets, tokens, tasks and DBRP mappings with the contracts and shows what apply would change. Reads only. Exit code 1: there is something to change, or drift.',
      )
      .argument('<contracts...>', 'contract files'),
  )
    .addHelpText(
      'after',
      `
Examples:
  $ fluxproof plan contract.yaml
  $ fluxproof plan contract.yaml --url http://localhost:8086 --token-file token`,
    )
    .action(async (files: string[], flags: TargetFlags) => {
      const { runPlan } = await import('../provision/run-plan.ts')
      done(await runPlan(files, flags, { io }))
    })
}
