/**
 * Calls of each contender a second of processor time, collector threads included, so that a busy machine changes little; in rounds that
 * take turns, so that what it does change touches all alike.
 */
export function callsPerCpuSecond<Name extends string>(
  contenders: Readonly<Record<Name, () => void>>,
  { rounds, roundMs }: { rounds: number; roundMs: number },
): Readonly<Record<Name, readonly number[]>> {
  const entries = Object.entries(contenders) as [Name, () => void][]
  const rates = Object.fromEntries(entries.map(([name]) => [name, [] as number[]])) as Record<Name, number[]>
  for (const [, run] of entries) callsWithin(run, roundMs)
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of entries) rates[name].push(callsWithin(run, roundMs))
  }
  return rates
}

function callsWithin(run: () => void, cpuMs: number): number {
  const start = process.cpuUsage()
  let calls = 0
  let usedMs = 0
  while (usedMs < cpuMs) {
    run()
    calls++
    const { user, system } = process.cpuUsage(start)
    usedMs = (user + system) / 1000
  }
  return (calls * 1000) / usedMs
}

/** The middle of some numbers. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
  if (middle === undefined) throw new RangeError('median: expected at least one value')
  return middle
}
