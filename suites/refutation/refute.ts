import { setTimeout as delay } from 'node:timers/promises'
import { createInfluxClient, type InfluxClient } from '../../src/client/influx-client.ts'
import type { Verdict } from '../../src/contract/verdict.ts'
import { type EvaluatorTable, evaluators } from '../../src/observe/evaluate/table.ts'
import { verifyContract } from '../../src/observe/verify.ts'
import type { StartedTarget } from '../../src/target/target.ts'
import type { Drift } from './drift.ts'
import { openSpecimen, type Specimen } from './specimen.ts'
import { specimenName } from './specimen-contract.ts'

/** What the checks said of a drift. */
export interface Refutation {
  /** Ids of the checks that failed, without the contract's name. */
  readonly failed: readonly string[]
  /** Why checks were undecided; to be empty. */
  readonly undecided: readonly string[]
  /** What the first failed check expected and found. */
  readonly expected: string
  readonly found: string
}

export interface RefuteOptions {
  /** What is judged by. Default: the real evaluators. */
  readonly table?: EvaluatorTable
  /** Milliseconds in which a server must show what was planted. Default 5 000. */
  readonly withinMs?: number
}

/** Plants a drift in an organization of its own and verifies it, again until it shows. */
export async function refute(drift: Drift, target: StartedTarget, options: RefuteOptions = {}): Promise<Refutation> {
  const { table = evaluators, withinMs = 5_000 } = options
  await using specimen = await openSpecimen(target, drift)
  await drift.plant?.(specimen)
  const client = drift.proxy === undefined ? specimen.client : proxied(target, drift.proxy)
  const until = performance.now() + withinMs
  for (;;) {
    const refutation = await verify(specimen, client, table)
    if (isAsPlanted(refutation, drift) || performance.now() > until) return refutation
    await delay(100)
  }
}

/** True when exactly the checks that the drift names failed. */
export function isAsPlanted({ failed, undecided }: Refutation, { fails }: Drift): boolean {
  return undecided.length === 0 && failed.join() === fails.join()
}

function proxied(
  { url, token, transport }: StartedTarget,
  proxy: (server: StartedTarget['transport']) => StartedTarget['transport'],
): InfluxClient {
  return createInfluxClient({ url, token, transport: proxy(transport) })
}

async function verify({ contract }: Specimen, client: InfluxClient, table: EvaluatorTable): Promise<Refutation> {
  const verdicts = await verifyContract(contract, client, { allowWrite: true, table })
  const idOf = ({ check }: Verdict) => check.id.slice(specimenName.length + 1)
  const failed = verdicts.filter((one) => one.status === 'failed')
  return {
    failed: failed.map(idOf),
    undecided: verdicts.flatMap((one) => (one.status === 'error' ? [`${idOf(one)}: ${one.reason}`] : [])),
    expected: failed[0]?.expected ?? '',
    found: failed[0]?.found ?? '',
  }
}
