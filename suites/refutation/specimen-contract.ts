import type { Contract } from '../../src/contract/model.ts'
import { parseContract } from '../../src/contract/parse-contract.ts'
import { formatProblem } from '../../src/contract/problem.ts'

/** Name of the contract that drifts are planted against; ids of its checks begin so. */
export const specimenName = 'specimen'

/** A contract with a clause of every kind, small enough to read. Each tag carries one kind of clause only, so that a drift breaks one. */
export const specimenText = `
contract: 1
name: ${specimenName}
buckets:
  raw:
    name: raw
    description: Raw readings
    retention: 365d
    shardGroup: 6h
    volume: { points: 21, tolerance: 50% }
    measurements:
      reading:
        tags:
          room: { required: true, pattern: '^[a-z]+$', cardinality: 10 }
          source: { values: [meter, manual] }
          phase: { cardinality: 3 }
        fields:
          kw: { type: float, unit: kW, min: 0, max: 10, required: true }
          n: { type: integer }
        cardinality: 12
        cadence: { every: 1m, maxGap: 2m, by: [room] }
        freshness: { warn: 2m, fail: 10m }
      status:
        tags: { room: { values: [hall, attic] } }
        fields: { level: { type: float } }
  hourly:
    retention: infinite
    measurements:
      hourly_reading:
        tags: { room: { required: true, values: [hall, attic] } }
        fields: { kw_mean: { type: float } }
tokens:
  app: { description: specimen app, read: [raw], write: [hourly] }
tasks:
  sum:
    every: 1h
    from: raw
    to: hourly
    aggregate: { measurement: reading, into: hourly_reading, every: 1h, by: [room], fields: { kw_mean: { fn: mean, of: kw } } }
dbrp:
  old: { database: old_db, policy: autogen, bucket: raw, default: true }
latency: { query: { warn: 4s, fail: 5s, bucket: raw } }
throughput: { events: 1000, within: 5s, success: 0.95, bucket: raw }
`

/** A task that fails in each of its runs. */
const failingTask = `
import "array"

array.from(rows: [{_time: now(), _value: 1.0}])
    |> map(fn: (r) => ({r with _value: if r._value > 0.0 then die(msg: "no meter answers") else r._value}))
`

/** Reads it, for one organization. The Flux file that an edited text may name is the task that fails. */
export function specimenContract(text: string, org: string): Contract {
  const { contract, problems } = parseContract(text, {
    file: 'specimen.yaml',
    env: {},
    readFlux: () => failingTask,
  })
  if (contract === undefined) throw new Error(problems.map(formatProblem).join('\n'))
  return { ...contract, org }
}
