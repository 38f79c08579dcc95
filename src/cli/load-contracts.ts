import { loadContract } from '../contract/load-contract.ts'
import type { Contract } from '../contract/model.ts'
import { formatProblem } from '../contract/problem.ts'
import { UsageError } from '../errors/index.ts'
import type { Environment } from '../target/environment.ts'

/**
 * Reads all contracts before anything else happens.
 * @throws UsageError that names every problem of every file, or two contracts of one name: their check ids would clash.
 */
export function loadContracts(files: readonly string[], { env }: { readonly env: Environment }): readonly Contract[] {
  const results = files.map((file) => loadContract(file, { env }))
  const problems = results.flatMap((result) => result.problems ?? [])
  if (problems.length > 0) {
    const shown = problems.map((problem) => `  ${formatProblem(problem)}`).join('\n')
    throw new UsageError({
      operation: files.length === 1 ? 'read the contract' : 'read the contracts',
      expected: 'no problem',
      found: `${problems.length}:\n${shown}`,
      next: 'Correct these places; `fluxproof lint` checks a contract without a server',
    })
  }
  const contracts = results.flatMap(({ contract }) => contract ?? [])
  const byName = new Map<string, Contract>()
  for (const contract of contracts) {
    const twin = byName.get(contract.name)
    if (twin) {
      throw new UsageError({
        operation: 'read the contracts',
        expected: 'a name for each',
        found: `${contract.name} in ${twin.file} and in ${contract.file}`,
        next: 'Rename one: the name is the first part of every check id',
      })
    }
    byName.set(contract.name, contract)
  }
  return contracts
}
