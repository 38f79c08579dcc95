import { type BodySenderName, bodySenders } from './body-senders.ts'
import { cpuMeter } from './cpu-meter.ts'
import { driveOnThreads } from './drive-on-threads.ts'
import type { Driven, Driver, DriveTask } from './driver.ts'
import { payloadsOf } from './payload.ts'
import { sharesOf } from './share.ts'
import { Tally } from './tally.ts'

/** A driver of prepared bodies, on this thread or on several. Bodies are made, and threads are up, before the clock runs. */
export function bodyDriver(name: BodySenderName): Driver {
  return {
    name,
    async drive(task: DriveTask): Promise<Driven> {
      const { signal } = task
      signal?.throwIfAborted()
      const shares = sharesOf(task, payloadsOf(task.set, task))
      const [only, ...others] = shares
      if (only === undefined || others.length > 0) return driveOnThreads(name, shares, { signal })
      const cpuMs = cpuMeter()
      const tally = new Tally()
      await bodySenders[name](only, { tally, signal })
      return tally.driven(cpuMs())
    },
  }
}
