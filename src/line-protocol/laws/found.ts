import type { Point } from '../types.ts'

const text = (value: string) => ({ type: 'string', value }) as const

/** Points that a law was once found not to hold for, or nearly: tried first, in every run. */
export const foundPoints: readonly Point[] = [
  // Annotated CSV shows neither as it is stored.
  { measurement: 'a', tags: [], fields: [['a', text('\r')]] },
  { measurement: 'a', tags: [], fields: [['value', text('\n')]] },
  // No tag of Flux itself, though it begins like one.
  { measurement: 'a', tags: [['_a', 'a']], fields: [['a', { type: 'unsigned', value: 0n }]] },
  // Before the first whole second that storage can hold.
  { measurement: 'time', tags: [], fields: [['a', { type: 'float', value: 0 }]], time: -9_223_372_036_000_000_001n },
  { measurement: '\\#', tags: [], fields: [['a', text('')]], time: -9_223_372_036_854_775_806n },
]
