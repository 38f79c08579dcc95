/** A contract with every kind of check, small enough to read: two buckets, a token, a task, a mapping, latency and throughput. */
export const labContract = `
contract: 1
name: lab
org: lab
buckets:
  raw:
    name: raw
    description: Raw readings
    retention: 48h
    shardGroup: 1d
    volume: { points: 20, tolerance: 25% }
    measurements:
      reading:
        tags:
          room: { required: true, pattern: '^[a-z]+$', values: [hall, attic], cardinality: 2 }
        fields:
          kw: { type: float, min: 0, max: 10, required: true }
          n: { type: integer }
        cardinality: 4
        cadence: { every: 1m, maxGap: 2m, by: [room] }
        freshness: { warn: 2m, fail: 10m }
  hourly:
    retention: infinite
    measurements:
      hourly_reading:
        tags: { room: { required: true, values: [hall, attic] } }
        fields: { kw_mean: { type: float } }
tokens:
  app: { description: lab app, read: [raw], write: [hourly] }
tasks:
  sum:
    every: 1h
    from: raw
    to: hourly
    aggregate:
      measurement: reading
      into: hourly_reading
      every: 1h
      by: [room]
      fields: { kw_mean: { fn: mean, of: kw } }
dbrp:
  old: { database: old_db, policy: autogen, bucket: raw, default: true }
latency: { query: { warn: 1s, fail: 5s } }
throughput: { events: 1000, within: 5s, success: 0.95, bucket: raw }
`

/** Ten minutes of readings from two rooms, one each minute, the newest half a minute before `nowNs`. */
export function labLines(nowNs: bigint): string[] {
  const minuteNs = 60_000_000_000n
  return Array.from({ length: 10 }, (_, minute) => minute).flatMap((minute) =>
    ['hall', 'attic'].map((room) => {
      const timeNs = nowNs - minuteNs / 2n - BigInt(minute) * minuteNs
      return `reading,room=${room} kw=${minute / 2},n=${minute}i ${timeNs}`
    }),
  )
}
