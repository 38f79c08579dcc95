import { median } from '../codec/measure.ts'

/** Milliseconds that each of `count` rounds took, after `warmUp` that do not count. */
export async function roundTimes(
  run: () => unknown,
  { count, warmUp }: { readonly count: number; readonly warmUp: number },
): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = 0; round < warmUp + count; round++) {
    const start = performance.now()
    await run()
    if (round >= warmUp) times.push(performance.now() - start)
  }
  return times
}

/** The median of warm rounds, milliseconds. */
export async function p50(
  run: () => unknown,
  how: { readonly count: number; readonly warmUp: number },
): Promise<number> {
  return median(await roundTimes(run, how))
}
