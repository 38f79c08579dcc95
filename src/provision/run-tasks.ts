import { setTimeout as delay } from 'node:timers/promises'
import type { InfluxClient } from '../client/influx-client.ts'
import type { Contract } from '../contract/model.ts'
import { FluxproofError } from '../errors/index.ts'

/** Statuses of a run that has ended. */
const ended: ReadonlySet<string> = new Set(['success', 'failed', 'canceled'])
const runMs = 20_000

/**
 * Runs the active tasks of a contract once, by hand, and waits until each run has ended: on a server that was just built
 * none has been due. How they ended is for the checks to say.
 * @throws FluxproofError when a run does not end in time.
 */
export async function runTasks(
  contract: Contract,
  client: InfluxClient,
  { org, signal }: { readonly org: string; readonly signal?: AbortSignal | undefined },
): Promise<void> {
  const active = contract.tasks.filter((task) => task.active)
  if (active.length === 0) return
  const records = await client.tasks.list(org, { signal })
  for (const { name } of active) {
    const record = records.find((one) => one.name === name)
    if (record === undefined) continue
    const run = await client.tasks.run(record.id, undefined, { signal })
    const until = performance.now() + runMs
    for (let waitMs = 1, { status } = run; !ended.has(status); waitMs = Math.min(waitMs * 2, 250)) {
      if (performance.now() > until) {
        throw new FluxproofError({
          operation: `run the task ${name} by hand`,
          expected: `an end within ${runMs} ms`,
          found: `the status ${status}`,
          next: "Look into the server's log",
        })
      }
      await delay(waitMs, undefined, signal && { signal })
      status = (await client.tasks.getRun(record.id, run.id, { signal })).status
    }
  }
}
