import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { findDockerEngine } from './docker-engine.ts'

/**
 * A process of its own, started by `sweepAfterCrash`: once the process that started it is gone, which closes its standard
 * input, it removes the containers that carry the label of its first argument, and ends.
 */
const [label = ''] = process.argv.slice(2)
/** The engine may still be making a container when the process that asked for it dies. */
const lateMs = 1_000

await once(process.stdin.resume(), 'close')
const engine = await findDockerEngine(process.env, { timeoutMs: 5_000 })
if (label !== '' && typeof engine !== 'string') {
  for (const waitMs of [0, lateMs]) {
    await delay(waitMs)
    await Promise.all((await engine.withLabel(label)).map((id) => engine.remove(id)))
  }
}
