import type { Machine } from '../result/bench-result.ts'

/** Machines of shards as one: a class of its own, so that figures of many machines are never compared with those of one. */
export function mergeMachines(machines: readonly Machine[]): Machine {
  const joined = (value: (machine: Machine) => string) => [...new Set(machines.map(value))].toSorted().join(' + ')
  const total = (value: (machine: Machine) => number) => machines.reduce((sum, machine) => sum + value(machine), 0)
  return {
    class: `${machines.length} shards on ${joined((machine) => machine.class)}`,
    cores: total(({ cores }) => cores),
    model: joined(({ model }) => model),
    platform: joined(({ platform }) => platform),
    memoryGiB: total(({ memoryGiB }) => memoryGiB),
    node: joined(({ node }) => node),
  }
}
