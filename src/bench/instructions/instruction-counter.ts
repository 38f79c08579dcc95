import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** What the counter says on standard error. @throws Error with the last of it when the program failed. */
async function run(counter: string, args: readonly string[]): Promise<string> {
  try {
    return (await execute(counter, args, { maxBuffer: 64 * 2 ** 20 })).stderr
  } catch (error) {
    const { code, signal, stderr = '' } = error as { code?: unknown; signal?: string; stderr?: string }
    if (code === 'ENOENT') throw new Error('not installed', { cause: error })
    const said = stderr.trim().split('\n').slice(-4).join('\n')
    throw new Error(`ended with ${signal ?? code}\n${said}`, { cause: error })
  }
}

/** Counts the instructions that a program runs in user mode. */
export interface InstructionCounter {
  readonly name: 'perf' | 'valgrind'
  /** Runs a program to its end. @throws Error with what it said when it failed, or nothing was counted. */
  count(program: string, args: readonly string[]): Promise<number>
}

const perf: InstructionCounter = {
  name: 'perf',
  async count(program, args) {
    const options = ['stat', '--event', 'instructions:u', '--field-separator', ';', '--', program, ...args]
    return parsePerf(await run('perf', options))
  },
}

const valgrind: InstructionCounter = {
  name: 'valgrind',
  async count(program, args) {
    const options = ['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null', program, ...args]
    return parseCachegrind(await run('valgrind', options))
  },
}

/** Instructions in the words of `perf stat --field-separator ';'`. @throws Error where it could not count. */
export function parsePerf(text: string): number {
  const found = /^(\d+);[^;]*;instructions:u/m.exec(text)?.[1]
  if (found === undefined) throw new Error(`perf counted no instructions: ${text.trim().split('\n').at(-1)}`)
  return Number(found)
}

/** Instructions in the words of cachegrind. @throws Error where there are none. */
export function parseCachegrind(text: string): number {
  const found = /I\s+refs:\s+([\d,]+)/.exec(text)?.[1]
  if (found === undefined) throw new Error(`valgrind counted no instructions: ${text.trim().split('\n').at(-1)}`)
  return Number(found.replaceAll(',', ''))
}

/**
 * The first counter that works here: `perf stat` needs a processor's counters, which virtual machines seldom have; valgrind works
 * everywhere it is installed, and is some fifty times slower.
 * @returns why each does not work, where none does.
 */
export async function findInstructionCounter(): Promise<InstructionCounter | readonly string[]> {
  const reasons: string[] = []
  for (const counter of [perf, valgrind]) {
    try {
      await counter.count('true', [])
      return counter
    } catch (error) {
      reasons.push(`${counter.name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  return reasons
}
