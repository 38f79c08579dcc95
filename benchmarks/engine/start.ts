import { createEngine } from '../../src/engine.ts'
import { setUp, writeTo } from './bench-engine.ts'
import type { Figure } from './figure.ts'
import { p50 } from './rounds.ts'

/** createEngine to the first 204 in this process. */
export async function measureStart(): Promise<Figure> {
  const measured = await p50(
    async () => {
      await using engine = await createEngine()
      setUp(engine)
      await writeTo(engine, 'power kw=1.5')
    },
    { count: 51, warmUp: 5 },
  )
  return { name: 'createEngine to first 204 in process', measured, unit: 'ms', goal: 10, influxd: '410-480 ms' }
}
