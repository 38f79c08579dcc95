import { isDeepStrictEqual } from 'node:util'
import { UsageError } from '../../errors/index.ts'
import type { BenchResult, ShardPart } from '../result/bench-result.ts'

/** A result of one shard. */
export type ShardResult = BenchResult & { readonly shard: ShardPart }

/**
 * Results as the shards of one run, by index.
 * @throws UsageError unless they are all of its shards, each once, of the same workloads, seed, version and server, run at the same time.
 */
export function requireShards(results: readonly BenchResult[]): readonly ShardResult[] {
  const shards = results.filter((result): result is ShardResult => result.shard !== undefined)
  if (shards.length === 0 || shards.length < results.length) {
    const found = `${results.length - shards.length} of ${results.length} results that are no shard`
    throw refused('results of `fluxproof bench run --shard i/n`', found)
  }
  const sorted = shards.toSorted((a, b) => a.shard.index - b.shard.index)
  requireAlike(sorted)
  requireEachOnce(sorted)
  requireSameTime(sorted)
  return sorted
}

/** What all shards must have in common, by its name in an error. */
const alike: readonly (readonly [what: string, of: (result: ShardResult) => unknown])[] = [
  ['number of shards', ({ shard }) => shard.of],
  ['seed', ({ seed }) => seed],
  ['fluxproof version', ({ fluxproof }) => fluxproof],
  ['commit', ({ commit }) => commit ?? 'none'],
  ['kind of target', ({ target }) => target.kind],
  ['server version', ({ target }) => target.version],
  ['list of workloads', ({ workloads }) => workloads.map(({ workload }) => workload.name).join(', ')],
]

function requireAlike(shards: readonly ShardResult[]): void {
  const [first, ...rest] = shards
  if (first === undefined) return
  for (const other of rest) {
    for (const [what, of] of alike) {
      if (of(first) === of(other)) continue
      throw refused(
        `the same ${what} in every shard`,
        `${of(first)} in shard ${name(first)} and ${of(other)} in shard ${name(other)}`,
      )
    }
    for (const [at, { workload, contenders }] of other.workloads.entries()) {
      const same = first.workloads[at]
      if (!isDeepStrictEqual(same?.workload, workload)) {
        throw refused('the same workloads in every shard', `two definitions of ${workload.name}`)
      }
      // One that broke off is no other run: what it says becomes the problem of the whole.
      if (contenders.length === 0 || same?.contenders.length === 0) continue
      const rounds = (all: typeof contenders) => all.map((one) => `${one.name}: ${one.rounds.length}`).join(', ')
      const [ours, theirs] = [rounds(same?.contenders ?? []), rounds(contenders)]
      if (ours !== theirs) {
        throw refused(`the same rounds of ${workload.name} in every shard`, `${ours || 'none'} and ${theirs || 'none'}`)
      }
    }
  }
}

function requireEachOnce(shards: readonly ShardResult[]): void {
  const of = shards[0]?.shard.of ?? 0
  const indices = shards.map(({ shard }) => shard.index)
  const twice = indices.find((index, at) => indices.indexOf(index) !== at)
  if (twice !== undefined) throw refused('each shard once', `shard ${twice}/${of} twice`)
  const missing = Array.from({ length: of }, (_, at) => at + 1).filter((index) => !indices.includes(index))
  if (missing.length > 0) {
    throw refused(`all ${of} shards`, `no result of ${missing.map((index) => `${index}/${of}`).join(', ')}`)
  }
}

/** Rates of shards add up only if they ran side by side. */
function requireSameTime(shards: readonly ShardResult[]): void {
  for (const one of shards) {
    for (const other of shards) {
      if (Date.parse(one.startedAt) + one.tookMs > Date.parse(other.startedAt)) continue
      throw refused(
        'shards that ran at the same time',
        `shard ${name(one)} over before shard ${name(other)} began: their rates do not add up`,
      )
    }
  }
}

function name({ shard }: ShardResult): string {
  return `${shard.index}/${shard.of}`
}

function refused(expected: string, found: string): UsageError {
  return new UsageError({ operation: 'merge benchmark results', expected, found })
}
