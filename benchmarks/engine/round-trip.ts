import { startBenchEngine } from './bench-engine.ts'
import type { Figure } from './figure.ts'
import { bodiesOf, rangeOf } from './points.ts'
import { p50 } from './rounds.ts'

/** 1 000 lines written in one request, and read back row by row. */
export async function measureRoundTrip(): Promise<Figure> {
  await using bench = await startBenchEngine()
  const set = { series: 10, points: 100, step: 10 }
  const [body = ''] = bodiesOf(set, 1000)
  const flux = `from(bucket: "bench") |> ${rangeOf(set)}`
  const measured = await p50(
    async () => {
      await bench.write(body)
      const rows = (await bench.query(flux)).split('\r\n').filter((line) => line.startsWith(',_result,')).length
      if (rows !== 1000) throw new Error(`bench: expected 1000 rows, found ${rows}`)
    },
    { count: 51, warmUp: 30 },
  )
  return { name: '1 000 lines written and read back', measured, unit: 'ms', goal: 10, influxd: '27 ms' }
}
