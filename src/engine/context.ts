import type { Clock } from '../clock/index.ts'
import type { RequestFigures } from './figures/request-figures.ts'
import type { WriteFigures } from './figures/write-figures.ts'
import type { EngineFlags } from './flags.ts'
import type { State } from './state/state.ts'
import type { Storage } from './storage/types.ts'
import type { TaskService } from './tasks/task-service.ts'
import type { EngineVersion } from './version.ts'

/** What every route, task and query of one engine shares. */
export interface EngineContext {
  readonly version: EngineVersion
  readonly clock: Clock
  readonly state: State
  readonly storage: Storage
  readonly flags: EngineFlags
  /** Schedules and runs of tasks: `new TaskService(context, execute)`, made once the context is. */
  readonly tasks: TaskService
  /** What /metrics counts. */
  readonly figures: { readonly writes: WriteFigures; readonly requests: RequestFigures }
  /** When this engine was made, nanoseconds. */
  readonly startedNs: bigint
  /** A new id: 16 hexadecimal digits, never all zero, ascending. */
  newId(): string
  /** Runs changes that a data directory is to have all of or none. */
  together<T>(run: () => T): T
  /** One line of talk, without tokens and passwords. Default: dropped. */
  log(line: string): void
}
