import { type Clock, createManualClock } from '../clock/index.ts'
import { createEngine } from '../engine/engine.ts'
import type { EngineVersion } from '../engine/version.ts'
import { prepareServer, type ReplayServer } from './replay.ts'
import type { Scenario } from './scenario.ts'

/** A manual clock on which no two readings are equal: requests take time on a real server too. */
function tickingClock(startNs: bigint): { clock: Clock; advance(ms: number): Promise<void> } {
  const manual = createManualClock(startNs)
  let ticks = 0n
  return {
    clock: {
      nowNs: () => {
        ticks += 1_000n
        return manual.nowNs() + ticks
      },
      schedule: manual.schedule,
    },
    advance: manual.advance,
  }
}

/** An engine of its own for one transcript, in the state in which the transcript starts; `wait` moves its clock. */
export async function startEmbeddedServer(version: EngineVersion, scenario: Scenario): Promise<ReplayServer> {
  const { clock, advance } = tickingClock(BigInt(Date.now()) * 1_000_000n)
  const strongPasswords = scenario.flags?.includes('--strong-passwords') ?? false
  const engine = await createEngine({ version, clock, flags: { strongPasswords } })
  const server: ReplayServer = {
    version,
    base: 'http://embedded.test',
    fetch: (request) => engine.fetch(request),
    wait: advance,
    close: () => engine.close(),
  }
  if (scenario.setup === 'org') await prepareServer(server)
  return server
}
