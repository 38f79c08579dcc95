import { exitCode } from '../../errors/index.ts'
import type { Io } from '../io.ts'

/** What a foreign module did to the process. */
export interface ProcessGuard extends Disposable {
  /** Errors that nobody caught, in their order. */
  readonly unheard: readonly string[]
}

/**
 * While it is held, errors that nobody catches are noted instead of ending the process, and a module that ends the process cannot make it look
 * like a run that came to its end: the exit code is then 2.
 */
export function guardProcess(io: Io): ProcessGuard {
  const unheard: string[] = []
  const note = (error: unknown) => {
    unheard.push(error instanceof Error ? `${error.name}: ${error.message}` : String(error))
  }
  const ended = () => {
    io.stderr.write('fluxproof: the writer ended the process before its last case\n')
    process.exitCode = exitCode.undecided
  }
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  process.on('exit', ended)
  return {
    unheard,
    [Symbol.dispose]() {
      process.off('uncaughtException', note)
      process.off('unhandledRejection', note)
      process.off('exit', ended)
    },
  }
}
