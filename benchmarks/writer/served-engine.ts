import { type ServedEngine, startServedEngine } from '../../src/bench/server/served-engine.ts'

export const org = 'bench'
export const token = 'bench-token'
const flags = ['--org', org, '--bucket', 'bench', '--username', 'bench', '--password', 'bench-password']

/** `fluxproof serve` in a process of its own, set up. */
export function serveEngine(): Promise<ServedEngine> {
  return startServedEngine({ args: [...flags, '--token', token] })
}
