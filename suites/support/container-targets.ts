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
 * Starts the real servers of a run, one after the other so that each start is timed by itself: a container for each image of
 * INFLUX_IMAGES or INFLUX_IMAGE, or one `influxd` where FLUXPROOF_TEST_TARGET says `binary`.
 * @throws the first error in one sentence with its next step, when one of them cannot be had; the others are stopped.
 */
export async function startContainerTargets(env: Environment): Promise<readonly SuiteTarget[]> {
  const choice = env.FLUXPROOF_TEST_TARGET === 'binary' ? 'binary' : 'container'
  const started: SuiteTarget[] = []
  try {
    for (const name of choice === 'binary' ? ['influxd'] : containerImages(env)) {
      const chosen = await chooseTarget({ choice, env: { ...env, INFLUX_IMAGE: name }, onProgress: console.log })
      const startedMs = performance.now()
      const target = await chosen.start()
      started.push({ name, target, startMs: performance.now() - startedMs })
    }
    return started
  } catch (error) {
    await Promise.all(started.map(({ target }) => target[Symbol.asyncDispose]()))
    throw error
  }
}
