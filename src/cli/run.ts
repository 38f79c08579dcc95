import { CommanderError } from 'commander'
import { exitCode, FluxproofError } from '../errors/index.ts'
import type { Io } from './io.ts'
import { createProgram } from './program.ts'

/** 128 + SIGINT, as shells report it. */
const interrupted = 130

/**
 * Runs one command line and returns its exit code: 64 wrong usage, 1 a check failed, 2 something could not be told, 0 else.
 * @param argv the arguments after the program's name.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCode.kept
  const program = createProgram(io, (result) => {
    code = result
  })
  try {
    await program.parseAsync(bareJson(argv), { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.kept : exitCode.usage
    if (io.signal.aborted) {
      io.stderr.write('fluxproof: stopped\n')
      return interrupted
    }
    if (error instanceof FluxproofError) {
      io.stderr.write(`fluxproof: ${error.message}\n`)
      return error.exitCode
    }
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    io.stderr.write(`fluxproof: internal error, please report it: ${text}\n`)
    return exitCode.undecided
  }
}

/** `--json` without `=path` means standard output; it must not take the contract that follows it for its path. */
function bareJson(argv: readonly string[]): string[] {
  return argv.map((argument) => (argument === '--json' ? '--json=-' : argument))
}
