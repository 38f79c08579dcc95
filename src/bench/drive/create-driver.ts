import { bodyDriver } from './drive-bodies.ts'
import type { Driver, DriverName } from './driver.ts'
import { officialClientDriver } from './official-client.ts'
import { writerDriver } from './writer-driver.ts'

const drivers: Readonly<Record<DriverName, Driver>> = {
  writer: writerDriver,
  'official-client': officialClientDriver(),
  'plain-http': bodyDriver('plain-http'),
  autocannon: bodyDriver('autocannon'),
}

/** The driver of a name. One driver may drive any number of tasks, one after the other. */
export function createDriver(name: DriverName): Driver {
  return drivers[name]
}
