import { UsageError } from '../../errors/index.ts'
import { type ContractNormalizer, normalizerFor } from '../../normalize/for-contract.ts'
import { domainOf, isEntityId } from '../../normalize/home-assistant/entity-id.ts'
import { isSystem, type System } from '../../normalize/system.ts'
import type { Environment } from '../../target/environment.ts'
import type { NormalizeFlags } from '../commands/normalize.ts'
import { loadContracts } from '../load-contracts.ts'
import { readRegistry } from './read-registry.ts'

/** The normalizer that the options ask for. @throws UsageError where they do not fit each other, the contract or its files. */
export function createNormalizer(flags: NormalizeFlags, { env }: { readonly env: Environment }): ContractNormalizer {
  const [contract] = loadContracts([flags.contract], { env })
  if (contract === undefined) throw new RangeError('no contract')
  const { registry, weatherEntity } = flags
  if (weatherEntity !== undefined && !(isEntityId(weatherEntity) && domainOf(weatherEntity) === 'weather')) {
    throw new UsageError({
      operation: 'normalize',
      expected: 'a --weather-entity such as weather.home',
      found: JSON.stringify(weatherEntity),
    })
  }
  const system: System | undefined = flags.system !== undefined && isSystem(flags.system) ? flags.system : undefined
  const normalizer = normalizerFor(contract, {
    timeZone: flags.timeZone,
    unavailable: flags.unavailable,
    ...(registry === undefined ? {} : { registry: readRegistry(registry) }),
    ...(weatherEntity === undefined ? {} : { weatherEntity }),
    ...(system === undefined ? {} : { system }),
  })
  if (normalizer.unwrap !== undefined) return normalizer
  for (const [option, value] of Object.entries({ registry, 'weather-entity': weatherEntity })) {
    if (value === undefined) continue
    throw new UsageError({
      operation: `normalize for the contract ${contract.name}`,
      expected: `no --${option}: events of ${normalizer.system} are not Home Assistant's`,
      found: value,
      next: 'Leave it out',
    })
  }
  return normalizer
}
