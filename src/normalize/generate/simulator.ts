import type { JsonRecord } from '../record.ts'
import type { Random } from './random.ts'
import { round } from './random.ts'

/** What an entity says: its state and the attributes that change with it. */
export interface Reading {
  readonly state: string
  readonly attributes?: JsonRecord
}

/** Gives an entity's next reading after the one it had; `undefined` the first time. */
export type Simulator = (random: Random, before: Reading | undefined) => Reading

/** A number that wanders between two bounds. */
export function walk(
  min: number,
  max: number,
  { step, decimals = 1 }: { readonly step: number; readonly decimals?: number },
): Simulator {
  return (random, before) => {
    const from = before === undefined ? random.float(min, max, { decimals }) : Number(before.state)
    const smallest = 10 ** -decimals
    const moved = from + random.float(smallest, Math.max(step, smallest), { decimals }) * (random.chance(0.5) ? 1 : -1)
    const value = moved > max || moved < min ? 2 * from - moved : moved
    return { state: pythonFloat(Math.min(Math.max(value, min), max), decimals) }
  }
}

/** A meter that only rises, and now and then starts again at zero. */
export function meter(
  start: number,
  {
    step,
    decimals = 0,
    resets = 0.004,
  }: { readonly step: number; readonly decimals?: number; readonly resets?: number },
): Simulator {
  return (random, before) => {
    if (before !== undefined && random.chance(resets)) return { state: '0' }
    const from = before === undefined ? start : Number(before.state)
    const value = round(from + random.float(10 ** -decimals, step, { decimals }), decimals)
    return { state: decimals === 0 ? String(value) : pythonFloat(value, decimals) }
  }
}

/** One of some states, never the same twice in a row. */
export function among(...states: readonly string[]): Simulator {
  return (random, before) => {
    const others = states.filter((state) => state !== before?.state)
    return { state: random.pick(others.length > 0 ? others : states) }
  }
}

/** As `simulator`, with attributes that follow from each reading. */
export function withAttributes(
  simulator: Simulator,
  attributesOf: (random: Random, state: string) => JsonRecord,
): Simulator {
  return (random, before) => {
    const reading = simulator(random, before)
    return { ...reading, attributes: { ...reading.attributes, ...attributesOf(random, reading.state) } }
  }
}

/** A number as Python prints a float: with a point. */
function pythonFloat(value: number, decimals: number): string {
  const text = String(round(value, decimals))
  return text.includes('.') || decimals === 0 ? text : `${text}.0`
}
