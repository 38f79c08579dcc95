import { setTimeout as delay } from 'node:timers/promises'
import { containerTarget } from '../../src/target/container.ts'
import { sweepAfterCrash } from '../../src/target/sweep-after-crash.ts'

/** Run as a process of its own, to be ended in many ways: starts a container of its argument and never removes it. */
const [image = ''] = process.argv.slice(2)
const label = Object.entries(sweepAfterCrash())
  .map(([key, value]) => `${key}=${value}`)
  .join()
console.log(label)
await containerTarget({ reason: 'held', image }).start()
console.log('started')
await delay(60_000)
