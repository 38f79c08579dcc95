import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { FluxproofError } from '../src/errors/index.ts'
import { containerImage, containerTarget } from '../src/target/container.ts'
import { type DockerEngine, findDockerEngine } from '../src/target/docker-engine.ts'
import { sweepAfterCrash } from '../src/target/sweep-after-crash.ts'
import { endingImage } from './support/ending-image.ts'

const holder = new URL('./support/hold-container.ts', import.meta.url).pathname

async function dockerEngine(): Promise<DockerEngine> {
  const engine = await findDockerEngine(process.env)
  if (typeof engine === 'string') throw new FluxproofError({ operation: 'find a Docker engine', found: engine })
  return engine
}

/** The label that every container of this process carries. */
function ownLabel(): string {
  return Object.entries(sweepAfterCrash())
    .map(([key, value]) => `${key}=${value}`)
    .join()
}

/** A process that starts a container and ends only by a signal. `started` resolves when the container is ready. */
async function holdContainer(image: string) {
  const child = spawn(process.execPath, [holder, image], { stdio: ['ignore', 'pipe', 'inherit'] })
  let written = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written += text
  })
  await expect.poll(() => written, { timeout: 10_000 }).toMatch(/\n/)
  return {
    child,
    label: written.split('\n')[0] ?? '',
    started: () => expect.poll(() => written, { timeout: 20_000 }).toMatch(/\nstarted\n$/),
  }
}

// An influxd of this machine has no containers.
describe.skipIf(process.env.FLUXPROOF_TEST_TARGET === 'binary')('containers', () => {
  const image = containerImage(process.env)

  test('are gone after disposal', async () => {
    const engine = await dockerEngine()
    const started = await containerTarget({ reason: 'test', image }).start()
    expect(await engine.withLabel(ownLabel())).toHaveLength(1)
    await started[Symbol.asyncDispose]()
    expect(await engine.withLabel(ownLabel())).toEqual([])
  })

  test('that end by themselves are reported with exit code and log, and leave nothing', async () => {
    const engine = await dockerEngine()
    await using ending = await endingImage(image)
    const error: unknown = await containerTarget({ reason: 'test', image: ending.name })
      .start()
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      exitCode: 2,
      found: expect.stringMatching(/^exit code [1-9]\d*$/),
      next: expect.stringMatching(/Its log ends:\n(?:.*\n)*.*no-such-flag/),
    })
    expect(await engine.withLabel(ownLabel())).toEqual([])
  })

  test('of an image that is nowhere are reported with its name', async () => {
    const name = 'fluxproof.invalid/no-such-image:1'
    await expect(containerTarget({ reason: 'test', image: name }).start()).rejects.toMatchObject({
      exitCode: 2,
      operation: `start a container of ${name}`,
    })
  })

  for (const made of [0, 1]) {
    test(`leave nothing when their start is given up ${made === 0 ? 'before' : 'after'} they are made`, async () => {
      const engine = await dockerEngine()
      const giveUp = new AbortController()
      const starting = containerTarget({ reason: 'test', image }).start({ signal: giveUp.signal })
      const given = expect(starting).rejects.toThrow()
      await expect
        .poll(async () => (await engine.withLabel(ownLabel())).length, { interval: 2, timeout: 10_000 })
        .toBe(made)
      giveUp.abort()
      await given
      expect(await engine.withLabel(ownLabel())).toEqual([])
    })
  }

  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    test(`do not outlive a process that ${signal} ends, once started or in the middle of it`, async () => {
      const engine = await dockerEngine()
      const [whole, midway] = await Promise.all([holdContainer(image), holdContainer(image)])
      await expect.poll(() => engine.withLabel(midway.label), { interval: 5, timeout: 10_000 }).toHaveLength(1)
      midway.child.kill(signal)
      await whole.started()
      expect(await engine.withLabel(whole.label)).toHaveLength(1)
      whole.child.kill(signal)
      await once(whole.child, 'close')
      for (const { label } of [whole, midway]) {
        await expect.poll(() => engine.withLabel(label), { timeout: 10_000 }).toEqual([])
      }
    })
  }
})
