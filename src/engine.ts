/** The embedded InfluxDB 2.x: a reference implementation of what contracts touch, in memory. */
export {
  type Bootstrapped,
  createEngine,
  type Engine,
  type EngineOptions,
  type EngineSnapshot,
} from './engine/engine.ts'
export type { EngineFlags } from './engine/flags.ts'
export type { Listening, ListenOptions } from './engine/http/listen.ts'
export type { Onboarding } from './engine/tenant/onboarding.ts'
export { defaultEngineVersion, type EngineVersion, engineVersions } from './engine/version.ts'
