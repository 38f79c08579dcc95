import type { Operation } from './history-model.ts'

/** Whether `one` comes before `other` in every order that agrees with what was observed. */
export function precedes(one: Operation, other: Operation): boolean {
  if (one.completed < other.invoked) return true
  return (one.process ?? 0) === (other.process ?? 0) && one.id !== other.id && isEarlier(one, other)
}

/** Operations of one process that began at the same moment are in the order of their ids. */
function isEarlier(one: Operation, other: Operation): boolean {
  return one.invoked < other.invoked || (one.invoked === other.invoked && one.id < other.id)
}
