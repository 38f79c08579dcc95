/** Speed of the codec: `npm run bench:codec`. One line a figure; exit code 1 where a goal is missed. */
import { decode, decodeInto } from '../src/line-protocol.ts'
import { compiledEncoder, genericEncoder, officialEncoder } from './codec/encoders.ts'
import { callsPerCpuSecond, median } from './codec/measure.ts'
import { eventTexts, homes, normalizing } from './codec/normalizers.ts'
import { energyReadings, homeEvents } from './codec/workload.ts'

const batchSize = 1000
/** Few, so that records are as near as those that were just made of a request. */
const batchesEach = 4
const goals = { compiled: 6, generic: 2.5, decoderLines: 1_000_000, normalizedEvents: 250_000, streamedMiB: 32 }
let missed = 0

function report(line: string, isMet: boolean): void {
  if (!isMet) missed++
  console.log(`${line}${isMet ? '' : ' MISSED'}`)
}

const workloads = [homeEvents(batchSize * batchesEach), energyReadings(batchSize * batchesEach)].map(
  ({ shape, records }) => ({
    batches: Array.from({ length: batchesEach }, (_, index) =>
      records.slice(index * batchSize, (index + 1) * batchSize),
    ),
    encoders: { official: officialEncoder(shape), generic: genericEncoder(shape), compiled: compiledEncoder(shape) },
  }),
)

function encodeAll(name: 'official' | 'generic' | 'compiled'): Uint8Array[] {
  return workloads.flatMap(({ batches, encoders }) => batches.map((batch) => encoders[name](batch)))
}

const bodies = encodeAll('compiled')
for (const other of ['official', 'generic'] as const) {
  const same = Buffer.compare(Buffer.concat(encodeAll(other)), Buffer.concat(bodies)) === 0
  if (!same && other === 'generic')
    throw new Error('bench:codec: expected the compiled and the generic encoder to write the same bytes')
}

const encoding = callsPerCpuSecond(
  {
    official: () => void encodeAll('official'),
    generic: () => void encodeAll('generic'),
    compiled: () => void encodeAll('compiled'),
  },
  { rounds: 9, roundMs: 250 },
)
const recordsPerCall = workloads.length * batchesEach * batchSize
for (const name of ['compiled', 'generic'] as const) {
  const ratio = median(encoding[name].map((rate, round) => rate / (encoding.official[round] ?? Number.NaN)))
  const rate = (median(encoding[name]) * recordsPerCall) / 1e6
  report(
    `${name} encoder ${ratio.toFixed(1)}x official client (${rate.toFixed(2)} M records/s, goal ${goals[name]}x)`,
    ratio >= goals[name],
  )
}

// The points of `streamed` are dropped at once, those of `kept` stand in an array until their body is done.
const forget = { point: () => {}, error: () => {} }
const decoding = {
  ...callsPerCpuSecond(
    { streamed: () => bodies.forEach((body) => void decodeInto(forget, body)) },
    { rounds: 9, roundMs: 250 },
  ),
  ...callsPerCpuSecond({ kept: () => bodies.forEach((body) => void decode(body)) }, { rounds: 9, roundMs: 250 }),
}
for (const name of ['streamed', 'kept'] as const) {
  const linesPerSecond = median(decoding[name]) * recordsPerCall
  const rate = (linesPerSecond / 1e6).toFixed(2)
  report(
    `decoder ${rate} M lines/s on one core, points ${name} (goal ${goals.decoderLines / 1e6} M)`,
    linesPerSecond >= goals.decoderLines,
  )
}

const texts = eventTexts(10_000)
const normalized = callsPerCpuSecond(
  {
    homeiq: normalizing('homeiq', texts),
    'home-assistant': normalizing('home-assistant', texts),
    parsed: () => texts.forEach((text) => void JSON.parse(text)),
  },
  { rounds: 9, roundMs: 250 },
)
const parsedPerSecond = median(normalized.parsed) * texts.length
for (const system of homes) {
  const eventsPerSecond = median(normalized[system]) * texts.length
  report(
    `normalizer ${thousands(eventsPerSecond)} events/s on one core, ${system} (goal ${thousands(goals.normalizedEvents)}; JSON.parse alone ${thousands(parsedPerSecond)})`,
    eventsPerSecond >= goals.normalizedEvents,
  )
}

const streamed = streamPoints(10_000_000)
report(
  `memory ${streamed.growthMiB.toFixed(1)} MiB more after ${streamed.points / 1e6} M points (goal ${goals.streamedMiB} MiB)`,
  streamed.growthMiB <= goals.streamedMiB,
)

process.exitCode = missed > 0 ? 1 : 0

/** Encodes and decodes points batch by batch and gives the growth of the memory in use from the first tenth to the end. */
function streamPoints(total: number): { points: number; growthMiB: number } {
  let points = 0
  let early = 0
  const sink = { point: () => points++, error: () => {} }
  while (points < total) {
    for (const { batches, encoders } of workloads)
      for (const batch of batches) decodeInto(sink, encoders.compiled(batch))
    if (early === 0 && points >= total / 10) early = memoryMiB()
  }
  return { points, growthMiB: memoryMiB() - early }
}

function thousands(count: number): string {
  return `${(count / 1000).toFixed(0)} k`
}

function memoryMiB(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}
