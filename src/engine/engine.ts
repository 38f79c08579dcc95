import { type Clock, createSystemClock } from '../clock/index.ts'
import type { EngineContext } from './context.ts'
import { RequestFigures } from './figures/request-figures.ts'
import { WriteFigures } from './figures/write-figures.ts'
import { defaultFlags, type EngineFlags } from './flags.ts'
import { createDispatch } from './http/dispatch.ts'
import type { Listening, ListenOptions } from './http/listen.ts'
import { Router } from './http/router.ts'
import { registerRoutes } from './http/routes/register.ts'
import { createIdSource } from './ids.ts'
import type { Journal } from './journal/journal.ts'
import { createState, type StateSnapshot } from './state/state.ts'
import { createStorage } from './storage/storage.ts'
import type { StorageSnapshot } from './storage/types.ts'
import { runTaskQuery } from './task-query.ts'
import { TaskService } from './tasks/task-service.ts'
import { type Onboarding, onboard } from './tenant/onboarding.ts'
import { defaultEngineVersion, type EngineVersion } from './version.ts'

export interface EngineOptions {
  /** Whose behaviour to give. Default 2.8.0. */
  readonly version?: EngineVersion
  /** Default: wall time. */
  readonly clock?: Clock
  /** Flags of influxd; those not given have the version's defaults. */
  readonly flags?: Partial<EngineFlags>
  /**
   * A directory that keeps everything over restarts, SIGKILL included (not a power cut); made where missing, open in one
   * engine at a time. Default: memory only.
   */
  readonly dataDir?: string
  /** Receives one line a request, and one for each internal error; no tokens. Default: dropped. */
  readonly log?: (line: string) => void
}

/** What a set-up has made; the token is a secret. */
export interface Bootstrapped {
  readonly org: string
  readonly orgId: string
  readonly bucket: string
  readonly bucketId: string
  readonly token: string
}

/** All that an engine holds at one moment; opaque. */
export interface EngineSnapshot {
  readonly state: StateSnapshot
  readonly storage: StorageSnapshot
}

/** The embedded InfluxDB 2.x. */
export interface Engine extends AsyncDisposable {
  readonly version: EngineVersion
  /** Answers one request. Never rejects, whatever the request says. */
  fetch(request: Request): Promise<Response>
  /** Serves on a port; several may be open at once. */
  listen(options?: ListenOptions): Promise<Listening>
  /** The first set-up, as POST /api/v2/setup does it; throws ApiError when it was done before or is refused. */
  bootstrap(options: Onboarding): Bootstrapped
  /** Costs next to nothing: parts are shared until one side changes. */
  snapshot(): EngineSnapshot
  restore(snapshot: EngineSnapshot): void
  /** Back to a server that was never set up. */
  reset(): void
  /** Stops listening and everything that is due. */
  close(): Promise<void>
}

/** Makes an embedded InfluxDB: fresh, or as its data directory keeps it; not listening. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const version = options.version ?? defaultEngineVersion
  const clock = options.clock ?? createSystemClock()
  const log = options.log ?? (() => {})
  const journal = options.dataDir === undefined ? undefined : await openDirectory(options.dataDir, log)
  const state = createState(journal?.recordRow)
  const memory = createStorage({ version })
  const partial = {
    version,
    clock,
    state,
    storage: journal?.open(state, memory) ?? memory,
    flags: { ...defaultFlags(version), ...options.flags },
    figures: { writes: new WriteFigures(), requests: new RequestFigures() },
    startedNs: clock.nowNs(),
    newId: createIdSource(clock),
    together: <T>(run: () => T) => (journal ? journal.together(run) : run()),
    log,
  }
  const context: EngineContext = {
    ...partial,
    get tasks() {
      return tasks
    },
  }
  const tasks = new TaskService(context, (task, scheduledNs) => runTaskQuery(context, task, scheduledNs))
  forgetMissedRuns(context)
  tasks.resume()
  const router = new Router()
  registerRoutes(router)
  const fetch = createDispatch(context, router)
  const cancelChecks = checkRetentionRegularly(context)
  const listening = new Set<Listening>()

  async function close(): Promise<void> {
    cancelChecks()
    tasks.close()
    await Promise.all([...listening].map((one) => one.close()))
    listening.clear()
    await journal?.close()
  }

  return {
    version,
    fetch,
    async listen(listenOptions = {}) {
      const { listen } = await import('./http/listen.ts')
      const one = await listen(fetch, listenOptions)
      listening.add(one)
      return one
    },
    bootstrap(request) {
      const { org, bucket, authorization } = onboard(context, request)
      return { org: org.name, orgId: org.id, bucket: bucket.name, bucketId: bucket.id, token: authorization.token }
    },
    snapshot: () => ({ state: context.state.snapshot(), storage: context.storage.snapshot() }),
    restore(snapshot) {
      context.state.restore(snapshot.state)
      context.storage.restore(snapshot.storage)
      tasks.resume()
    },
    reset() {
      context.state.reset()
      context.storage.reset()
      tasks.resume()
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** A server that starts counts its active tasks as done up to now: what they missed while it was down is not made up. */
function forgetMissedRuns({ state, clock }: EngineContext): void {
  const now = clock.nowNs()
  for (const task of state.tasks.filter(({ status }) => status === 'active')) {
    state.tasks.put({ ...task, latestCompletedNs: now, latestScheduledNs: now })
  }
}

/** Loaded only by engines that keep their data. */
async function openDirectory(directory: string, log: (line: string) => void): Promise<Journal> {
  const { openJournal } = await import('./journal/journal.ts')
  return openJournal(directory, { log })
}

/** Drops expired shard groups every check interval of the engine's clock; the returned function ends it. */
function checkRetentionRegularly({ clock, flags, storage }: EngineContext): () => void {
  let cancel = () => {}
  function schedule(): void {
    cancel = clock.schedule(flags.retentionCheckIntervalMs, () => {
      storage.enforceRetention(clock.nowNs())
      schedule()
    })
  }
  schedule()
  return () => cancel()
}
