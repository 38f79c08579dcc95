import { decode } from '../../src/line-protocol.ts'
import { callsPerCpuSecond, median } from '../codec/measure.ts'
import type { Figure } from './figure.ts'
import { bodiesOf } from './points.ts'

/** Line protocol decoded on one core, points kept until their body is done, as a write keeps them. */
export function measureDecoding(): Figure {
  const lines = 5000
  const bodies = [...bodiesOf({ series: 1000, points: 20, step: 1 }, lines)].map((text) => Buffer.from(text))
  const { kept } = callsPerCpuSecond(
    { kept: () => bodies.forEach((body) => void decode(body)) },
    { rounds: 9, roundMs: 250 },
  )
  const measured = (median(kept) * bodies.length * lines) / 1e6
  return { name: 'line protocol decoded on one core', measured, unit: 'M lines/s', goal: 1 }
}
