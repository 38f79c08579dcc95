import { UsageError } from '../../errors/index.ts'
import type { DriverName, DriveTask } from './driver.ts'

/** @throws UsageError unless the task is for one thread and sends when answers come: all that this driver can do. */
export function requireOneClosedThread(name: DriverName, { arrival, threads = 1 }: DriveTask): void {
  const found = arrival.kind === 'open' ? 'an open arrival' : threads > 1 ? `${threads} threads` : undefined
  if (found === undefined) return
  throw new UsageError({
    operation: `drive by ${name}`,
    expected: 'a closed arrival on one thread',
    found,
    next: 'Use plain-http',
  })
}
