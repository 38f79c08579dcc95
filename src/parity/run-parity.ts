import { UsageError } from '../errors/index.ts'
import { type ReplayServer, replay, type ScenarioResult } from './replay.ts'
import { loadScenarios, type Scenario } from './scenario.ts'
import type { Skipped } from './skipped.ts'

export interface ParityOptions {
  /** Folder of the transcripts. */
  readonly recordings: string
  /** Versions without the v; a transcript that was not recorded on one is left out for it. */
  readonly versions: readonly string[]
  /** Only scenarios whose id starts so. Default: all. */
  readonly only?: string
  /** A server in the state in which the transcript starts, closed after it; or why this target cannot give one. */
  readonly start: (version: string, scenario: Scenario) => Promise<ReplayServer | { readonly skipped: string }>
  readonly onScenario?: (result: ScenarioResult) => void
}

export interface ParityRun {
  readonly results: readonly ScenarioResult[]
  readonly skipped: readonly Skipped[]
  /** Ids of all transcripts in the folder, whether they were replayed or not. */
  readonly known: ReadonlySet<string>
}

/** Replays the recordings, one transcript after the other. Throws where a server breaks off. */
export async function runParity(options: ParityOptions): Promise<ParityRun> {
  const { recordings, versions, only, start, onScenario } = options
  const all = await loadScenarios(recordings)
  const scenarios = all.filter((one) => only === undefined || one.id.startsWith(only))
  if (scenarios.length === 0) {
    throw new UsageError({
      operation: `replaying the recordings in ${recordings}`,
      expected: only === undefined ? 'transcripts' : `transcripts whose id starts with ${only}`,
      found: 'none',
    })
  }
  const results: ScenarioResult[] = []
  const skipped: Skipped[] = []
  for (const version of versions) {
    for (const scenario of scenarios) {
      if (!scenario.servers.includes(`v${version}`)) continue
      const server = await start(version, scenario)
      if ('skipped' in server) {
        skipped.push({ id: scenario.id, version, reason: server.skipped })
        continue
      }
      try {
        const result = await replay(server, scenario)
        results.push(result)
        onScenario?.(result)
      } finally {
        await server.close()
      }
    }
  }
  return { results, skipped, known: new Set(all.map(({ id }) => id)) }
}
