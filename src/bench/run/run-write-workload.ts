import { createDriver } from '../drive/create-driver.ts'
import type { Driver } from '../drive/driver.ts'
import type { ServerSide, WorkloadResult } from '../result/bench-result.ts'
import { startNullSink } from '../sink/null-sink.ts'
import type { WriteWorkload } from '../workload/workload.ts'
import { contendersOf } from './contenders.ts'
import { type DrivenRound, driveRound, sinkRound } from './drive-round.ts'
import type { RunContext } from './run-context.ts'
import { openStorm } from './storm.ts'
import { workloadSet } from './workload-set.ts'
import { writeResult } from './write-result.ts'

/** Points of the rounds that do not count. */
const warmUpPoints = 5000

/**
 * Writes a workload with each contender in turn, round by round, so that what the machine does meanwhile touches all alike. The first
 * contender writes to a sink too: what it could do at most.
 */
export async function runWriteWorkload(workload: WriteWorkload, context: RunContext): Promise<WorkloadResult> {
  const { server, rounds: count, signal, onStep, seed } = context
  const set = workloadSet(workload.set, context)
  const warmUp = workloadSet({ ...workload.set, points: Math.min(workload.set.points, warmUpPoints) }, context)
  const drivers = contendersOf(workload).map(createDriver)
  const [first] = drivers
  if (first === undefined) throw new RangeError(`${workload.name} has no contender`)
  await using storm = await openStorm(workload, { url: server.target.url, seed })
  await using sink = await startNullSink({ signal })
  const url = storm?.url

  onStep('warming up')
  for (const driver of drivers) {
    await driveRound(driver, workload, { server, set: warmUp, name: `${workload.name}_warm`, url, signal })
  }
  await sinkRound(first, workload, { url: sink.url, set: warmUp, signal })

  const driven = new Map<Driver, DrivenRound[]>(drivers.map((driver) => [driver, []]))
  const ceiling: DrivenRound[] = []
  let serverSide: ServerSide | undefined
  for (let round = 0; round < count; round++) {
    for (const driver of rotated(drivers, round)) {
      onStep(`round ${round + 1} of ${count}: ${driver.name}`)
      const isWatched = driver === first && round === count - 1
      const name = `${workload.name}_${round}_${driver.name}`
      const one = await driveRound(driver, workload, { server, set, name, url, isWatched, signal })
      driven.get(driver)?.push(one)
      serverSide = one.server ?? serverSide
    }
    onStep(`round ${round + 1} of ${count}: null sink`)
    ceiling.push({ round: await sinkRound(first, workload, { url: sink.url, set, signal }) })
  }
  return writeResult(workload, {
    contenders: [...driven].map(([driver, rounds]) => ({ name: driver.name, rounds })),
    ceiling,
    serverSide,
  })
}

/** Whoever comes first in a round comes last in the next. */
function rotated<T>(values: readonly T[], by: number): readonly T[] {
  const at = by % values.length
  return [...values.slice(at), ...values.slice(0, at)]
}
