import { createEngine, type Engine } from '../../engine/engine.ts'
import { ApiError } from '../../engine/http/api-error.ts'
import { exitCode, FluxproofError, UsageError } from '../../errors/index.ts'
import type { ServeFlags } from '../commands/serve.ts'
import type { Io } from '../io.ts'
import { engineFlagsOf, engineVersionOf, onboardingOf } from './serve-settings.ts'

/** Serves the embedded engine until `io.signal` asks to stop; standard output gets one line, its URL. */
export async function runServe(flags: ServeFlags, { io }: { readonly io: Io }): Promise<number> {
  const onboarding = onboardingOf(flags, io.env)
  if (onboarding?.token) io.hide(onboarding.token)
  if (onboarding?.password) io.hide(onboarding.password)
  await using engine = await createEngine({
    flags: engineFlagsOf(flags),
    ...(flags.influxVersion !== undefined && { version: engineVersionOf(flags.influxVersion) }),
    ...(flags.data !== undefined && { dataDir: flags.data }),
    ...(flags.logRequests && { log: (line: string) => io.stderr.write(`${line}\n`) }),
  })
  if (onboarding && !setUp(engine, onboarding)) {
    io.stderr.write('The data was set up before: organization, bucket, user and token of this start are not used.\n')
  }
  const { url } = await listen(engine, flags)
  io.stdout.write(`${url}\n`)
  await stopped(io.signal)
  return exitCode.kept
}

/** As the image does: a server that kept its data and was set up before stays as it is. @returns whether it was done now. */
function setUp(engine: Engine, onboarding: Parameters<Engine['bootstrap']>[0]): boolean {
  try {
    engine.bootstrap(onboarding)
    return true
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'conflict') return false
    throw new UsageError({
      operation: 'set up the server',
      found: error.message,
      next: 'Correct the options, or set it up through POST /api/v2/setup',
    })
  }
}

async function listen(engine: Engine, { host, port }: ServeFlags): Promise<{ readonly url: string }> {
  try {
    return await engine.listen({ host, port })
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'an error'
    throw new FluxproofError({
      operation: `listen on ${host}:${port}`,
      expected: 'a free port',
      found: code === 'EADDRINUSE' ? 'a port in use (EADDRINUSE)' : code,
      next: 'Choose another with --port; 0 takes any that is free',
      cause,
    })
  }
}

function stopped(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  if (signal.aborted) resolve()
  else signal.addEventListener('abort', () => resolve(), { once: true })
  return promise
}
