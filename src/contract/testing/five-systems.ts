import { fileURLToPath } from 'node:url'
import { requireContract } from '../load-contract.ts'
import type { Contract } from '../model.ts'
import type { Environment } from '../variables.ts'

/** The five systems whose contracts ship with fluxproof. */
export const systems = ['energy-monitor', 'gray-logic', 'pattern-aggregates', 'homeiq', 'home-assistant'] as const

/** Path of a system's contract. */
export function contractPath(system: (typeof systems)[number]): string {
  return fileURLToPath(new URL(`../../../fixtures/contracts/${system}.yaml`, import.meta.url))
}

/** The contract of a system; no variable is set unless given. */
export function load(system: (typeof systems)[number], env: Environment = {}): Contract {
  return requireContract(contractPath(system), { env })
}
