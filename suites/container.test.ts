import { afterAll } from 'vitest'
import { chooseTarget } from '../src/target/choose-target.ts'
import { containerImages } from '../src/target/container.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { declareSuites } from './all.ts'

/**
 * A real server that is started here, once a run: a container of each image of INFLUX_IMAGES (else INFLUX_IMAGE, else the
 * default), or the influxd of this machine where FLUXPROOF_TEST_TARGET is `binary`.
 */
const started: StartedTarget[] = []
afterAll(async () => {
  for (const target of started) await target[Symbol.asyncDispose]()
})

try {
  for (const start of starts()) started.push(await start())
} catch (error) {
  for (const target of started) await target[Symbol.asyncDispose]()
  throw error
}
for (const target of started) declareSuites(target)

function starts(): (() => Promise<StartedTarget>)[] {
  if (process.env.FLUXPROOF_TEST_TARGET === 'binary') {
    return [async () => (await chooseTarget({ choice: 'binary', env: process.env })).start()]
  }
  return containerImages(process.env).map((image) => async () => {
    const env = { ...process.env, INFLUX_IMAGE: image }
    return (await chooseTarget({ choice: 'container', env, onProgress: (text) => console.log(text) })).start()
  })
}
