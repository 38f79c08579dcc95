import { median } from '../codec/measure.ts'
import { startBenchServer } from './bench-server.ts'
import type { Contender } from './contender.ts'
import { type Figure, round } from './figure.ts'
import { officialClient } from './official-client.ts'
import { ourWriter } from './our-writer.ts'
import { plainBodies } from './plain-bodies.ts'
import { readings } from './readings.ts'
import { org, token } from './served-engine.ts'

const points = 200_000
const warmUp = 1
const rounds = 7

interface Measured {
  /** Points a second, from the first one handed in to the last one told stored. */
  readonly rate: number
  /** Microseconds of processor time of this process, a point. */
  readonly cpuUs: number
}

/**
 * Lines handed in one by one against the same lines as bodies made beforehand, and against the official client: same batch size, connections and
 * encoding, a fresh bucket for each, in rounds that take turns. Every point is read back after each.
 */
export async function measureEndToEnd(): Promise<readonly Figure[]> {
  await using server = await startBenchServer()
  const lines = readings(points).map(({ line }) => line)
  const contenders = [ourWriter, plainBodies, officialClient]
  const measured = new Map(contenders.map(({ name }) => [name, [] as Measured[]]))
  for (let turn = 0; turn < warmUp + rounds; turn++) {
    for (const contender of rotated(contenders, turn)) {
      const bucket = `turn-${turn} ${contender.name}`
      const remove = await server.makeBucket(bucket)
      const one = await measure(contender, { url: server.served.url, bucket, lines })
      await server.verify(bucket, points)
      await remove()
      if (turn >= warmUp) measured.get(contender.name)?.push(one)
    }
  }
  const of = ({ name }: Contender) => measured.get(name) ?? []
  const ratioTo = (rival: Contender) =>
    median(of(ourWriter).map(({ rate }, index) => rate / (of(rival)[index]?.rate ?? Number.NaN)))
  const speeds = contenders
    .map(
      (one) =>
        `${one.name} ${round(median(of(one).map(({ rate }) => rate)) / 1000)} k points/s, ${median(of(one).map(({ cpuUs }) => cpuUs)).toFixed(2)} µs of processor a point`,
    )
    .join('; ')
  return [
    {
      name: `writer, rate to that of ${plainBodies.name}`,
      measured: ratioTo(plainBodies),
      unit: 'x',
      atLeast: 0.95,
      note: speeds,
    },
    {
      name: `writer, rate to that of the ${officialClient.name}`,
      measured: ratioTo(officialClient),
      unit: 'x',
      atLeast: 1,
    },
  ]
}

async function measure(
  contender: Contender,
  { url, bucket, lines }: { readonly url: string; readonly bucket: string; readonly lines: readonly string[] },
): Promise<Measured> {
  const { run, close } = contender.prepare({ url, org, bucket, token }, lines)
  const cpu = process.cpuUsage()
  const start = performance.now()
  await run()
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(cpu)
  await close()
  return { rate: lines.length / seconds, cpuUs: (user + system) / lines.length }
}

/** Each turn another goes first. */
function rotated<T>(all: readonly T[], by: number): readonly T[] {
  const at = by % all.length
  return [...all.slice(at), ...all.slice(0, at)]
}
