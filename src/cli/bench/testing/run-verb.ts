import { Command, CommanderError } from 'commander'
import { exitCode, FluxproofError } from '../../../errors/index.ts'
import { createIo } from '../../io.ts'
import type { CommandFactory } from '../../program.ts'

/** What one verb of `fluxproof bench` did. */
export interface VerbResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs one verb in this process. @param argv the arguments after its name. */
export async function runVerb(
  factory: CommandFactory,
  argv: readonly string[],
  { env = {} }: { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<VerbResult> {
  const written = { stdout: '', stderr: '' }
  const sink = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      written[name] += text
    },
    isTTY: false,
  })
  const { signal } = new AbortController()
  const io = createIo({ stdout: sink('stdout'), stderr: sink('stderr'), env: { HOME: '/nonexistent', ...env }, signal })
  let code: number = exitCode.kept
  const verb = factory(io, (result) => {
    code = result
  })
  const program = new Command('bench').addCommand(verb)
  for (const command of [program, verb]) {
    command.exitOverride().configureOutput({ writeOut: io.stdout.write, writeErr: io.stderr.write })
  }
  try {
    await program.parseAsync([verb.name(), ...argv.map((one) => (one === '--json' ? '--json=-' : one))], {
      from: 'user',
    })
    return { code, ...written }
  } catch (error) {
    if (error instanceof CommanderError) return { code: exitCode.usage, ...written }
    if (!(error instanceof FluxproofError)) throw error
    return { code: error.exitCode, stdout: written.stdout, stderr: `${written.stderr}${error.message}` }
  }
}
