import type { Run } from '../../report/run.ts'
import type { Job } from './jobs.ts'
import { type JobContext, runJob } from './run-job.ts'

/** Takes one job at a time. */
export interface Lane extends AsyncDisposable {
  /** @param index of the job. */
  run(index: number): Promise<Run>
}

/** A lane in this thread. */
export function ownLane(jobs: readonly Job[], context: JobContext): Lane {
  return {
    run(index) {
      const job = jobs[index]
      if (job === undefined) throw new RangeError(`no job ${index}`)
      return runJob(job, context)
    },
    [Symbol.asyncDispose]: async () => {},
  }
}

/**
 * Runs all jobs, the largest first, each in the first lane that is free.
 * @param options `onRun` gets the runs in the order of the jobs, each as soon as those before it are there.
 * @throws the first error of a lane; all lanes are then disposed of.
 */
export async function runInLanes(
  jobs: readonly Job[],
  lanes: readonly Lane[],
  { onRun }: { readonly onRun: (run: Run) => void },
): Promise<readonly Run[]> {
  await using stack = new AsyncDisposableStack()
  for (const lane of lanes) stack.use(lane)
  const queue = jobs.map((job, index) => ({ index, size: job.checks.length })).sort((a, b) => b.size - a.size)
  const runs: Run[] = []
  let shown = 0
  await Promise.all(
    lanes.map(async (lane) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        runs[next.index] = await lane.run(next.index)
        for (let run = runs[shown]; run !== undefined; run = runs[++shown]) onRun(run)
      }
    }),
  )
  return runs
}
