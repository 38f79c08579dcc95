/** Calls a second of each contender, in rounds that take turns, so that whatever else the machine does touches all alike. */
export function callsPerSecond<Name extends string>(
  contenders: Readonly<Record<Name, () => void>>,
  { rounds, roundMs }: { rounds: number; roundMs: number },
): Readonly<Record<Name, readonly number[]>> {
  const entries = Object.entries(contenders) as [Name, () => void][]
  const rates = Object.fromEntries(entries.map(([name]) => [name, [] as number[]])) as Record<Name, number[]>
  for (const [, run] of entries) callsWithin(run, roundMs)
  for (let round = 0; round < rounds; round++)
    for (const [name, run] of entries) rates[name].push(callsWithin(run, roundMs))
  return rates
}

function callsWithin(run: () => void, ms: number): number {
  const start = performance.now()
  let calls = 0
  let elapsed = 0
  while (elapsed < ms) {
    run()
    calls++
    elapsed = performance.now() - start
  }
  return (calls * 1000) / elapsed
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
  if (middle === undefined) throw new RangeError('median: expected at least one value')
  return middle
}
