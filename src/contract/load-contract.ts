import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { UsageError } from '../errors/index.ts'
import type { Contract } from './model.ts'
import { type ParseResult, parseContract } from './parse-contract.ts'
import { formatProblem } from './problem.ts'
import type { Environment } from './variables.ts'

/** Reads a contract and the Flux files it names. What is wrong, an unreadable file included, comes back as problems. */
export function loadContract(path: string, options: { readonly env: Environment }): ParseResult {
  const text = read(path)
  if (text instanceof Error) {
    return {
      problems: [
        { file: path, line: 1, column: 1, path: '', expected: 'a readable contract file', found: text.message },
      ],
    }
  }
  return parseContract(text, {
    file: path,
    env: options.env,
    readFlux: (name) => read(resolve(dirname(path), name), name),
  })
}

/** As `loadContract`; problems become one UsageError (exit code 64) with a line for each. */
export function requireContract(path: string, options: { readonly env: Environment }): Contract {
  const result = loadContract(path, options)
  if (result.contract !== undefined) return result.contract
  const { length } = result.problems
  throw new UsageError({
    operation: `Reading the contract ${path}`,
    expected: 'a valid contract',
    found: `${length} ${length === 1 ? 'problem' : 'problems'}:\n${result.problems.map(formatProblem).join('\n')}`,
    next: 'Correct the lines named; `fluxproof lint` checks the file again without a server',
  })
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'a folder',
}

/** Of a contract or a Flux file, in bytes: a parser would need minutes and gigabytes for a file of events given by mistake. */
const mostBytes = 4 * 1024 * 1024

/** @param shown the path as the author wrote it, for the message. */
function read(path: string, shown = path): string | Error {
  try {
    const { size } = statSync(path)
    if (size > mostBytes) return new Error(`${shown}: ${size} bytes, more than the ${mostBytes} that are read`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return new Error(`${shown}: ${(code && reasons[code]) ?? message}`)
  }
}
