import { UsageError } from '../../errors/index.ts'
import { bodyDriver } from './drive-bodies.ts'
import type { Driver, DriverName } from './driver.ts'

/** The driver of a name. @throws UsageError for one that is not there. */
export function createDriver(name: DriverName): Driver {
  if (name === 'plain-http') return bodyDriver(name)
  throw new UsageError({ operation: 'make a driver', expected: 'plain-http', found: name })
}
