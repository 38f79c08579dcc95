import { chooseTarget } from '../../src/target/choose-target.ts'
import { containerImages } from '../../src/target/container.ts'
import type { Environment } from '../../src/target/environment.ts'
import type { StartedTarget } from '../../src/target/target.ts'

/** A server that the suites run on, and how long it took from asking for it until it had returned a canary point. */
export interface SuiteTarget {
  readonly name: string
  readonly target: StartedTarget
  readonly startMs: number
}

/**
 * Starts the real servers of a run, all at once: a container for each image of INFLUX_IMAGES or INFLUX_IMAGE, or one
 * `influxd` where FLUXPROOF_TEST_TARGET says `binary`.
 * @throws the first error in one sentence with its next step, when one of them cannot be had; the others are stopped.
 */
export async function startContainerTargets(env: Environment): Promise<readonly SuiteTarget[]> {
  const choice = env.FLUXPROOF_TEST_TARGET === 'binary' ? 'binary' : 'container'
  const images = choice === 'binary' ? ['influxd'] : containerImages(env)
  const results = await Promise.allSettled(
    images.map(async (image): Promise<SuiteTarget> => {
      const chosen = await chooseTarget({ choice, env: { ...env, INFLUX_IMAGE: image }, onProgress: console.log })
      const startedMs = performance.now()
      const target = await chosen.start()
      return { name: image, target, startMs: performance.now() - startedMs }
    }),
  )
  const started = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
  const failed = results.find((result) => result.status === 'rejected')
  if (failed === undefined) return started
  await Promise.all(started.map(({ target }) => target[Symbol.asyncDispose]()))
  throw failed.reason
}
