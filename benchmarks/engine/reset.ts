import { setUp, startBenchEngine } from './bench-engine.ts'
import type { Figure } from './figure.ts'
import { bodiesOf } from './points.ts'
import { p50 } from './rounds.ts'

/** Reset, and restore of a snapshot with a write behind it, at 1 000 series. */
export async function measureReset(): Promise<readonly Figure[]> {
  await using bench = await startBenchEngine()
  const { engine } = bench
  const fill = async () => {
    for (const body of bodiesOf({ series: 1000, points: 10, step: 10 }, 5000)) await bench.write(body)
  }
  await fill()
  const snapshot = engine.snapshot()
  const restore = await timesOf(fill, () => engine.restore(snapshot))
  const reset = await timesOf(
    () => engine.restore(snapshot),
    () => engine.reset(),
  )
  engine.reset()
  setUp(engine)
  return [
    { name: 'restore of a snapshot at 1 000 series', measured: restore, unit: 'ms', goal: 1 },
    { name: 'reset at 1 000 series', measured: reset, unit: 'ms', goal: 1 },
  ]
}

async function timesOf(prepare: () => unknown, run: () => void): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < 21; round++) {
    await prepare()
    times.push(await p50(run, { count: 1, warmUp: 0 }))
  }
  return times.toSorted((a, b) => a - b)[10] ?? Number.NaN
}
