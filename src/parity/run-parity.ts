import { UsageError } from '../errors/index.ts'
import { type ReplayServer, replay, type ScenarioResult } from './replay.ts'
import { loadScenarios, type Scenario } from './scenario.ts'

export interface ParityOptions {
  /** Folder of the transcripts. */
  readonly recordings: string
  /** Versions without the v; a transcript that was not recorded on one is left out for it. */
  readonly versions: readonly string[]
  /** Only scenarios whose id starts so. Default: all. */
  readonly only?: string
  /** A server in the state in which the transcript starts; closed after it. */
  readonly start: (version: string, scenario: Scenario) => Promise<ReplayServer>
  readonly onScenario?: (result: ScenarioResult) => void
}

/** Replays the recordings. A scenario whose server breaks off counts with the steps it reached and throws. */
export async function runParity(options: ParityOptions): Promise<ScenarioResult[]> {
  const { recordings, versions, only, start, onScenario } = options
  const scenarios = (await loadScenarios(recordings)).filter((one) => only === undefined || one.id.startsWith(only))
  if (scenarios.length === 0) {
    throw new UsageError({
      operation: `replaying the recordings in ${recordings}`,
      expected: only === undefined ? 'transcripts' : `transcripts whose id starts with ${only}`,
      found: 'none',
    })
  }
  const results: ScenarioResult[] = []
  for (const version of versions) {
    for (const scenario of scenarios) {
      if (!scenario.servers.includes(`v${version}`)) continue
      const server = await start(version, scenario)
      try {
        const result = await replay(server, scenario)
        results.push(result)
        onScenario?.(result)
      } finally {
        await server.close()
      }
    }
  }
  return results
}
