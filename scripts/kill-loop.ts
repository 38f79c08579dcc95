/**
 * Kills `fluxproof serve --data` under load, and `fluxproof write --spill` behind a proxy that holds and breaks requests, with SIGKILL, again
 * and again, and counts acknowledged points that are gone after the next start.
 * Usage: node scripts/kill-loop.ts [rounds] [seed]; default 100 rounds, a seed of the time. Exit code 1: a point was lost.
 */
import { killServe } from './kill/kill-serve.ts'
import { killSpill } from './kill/kill-spill.ts'

const rounds = Number(process.argv[2] ?? 100)
const seed = Number(process.argv[3] ?? Date.now() % 1_000_000)
const log = (text: string) => console.log(text)

log(`${rounds} rounds each, seed ${seed}`)
const [lostByServe, spilled] = await Promise.all([killServe({ rounds, seed, log }), killSpill({ rounds, seed, log })])
const { kills, acknowledged, lost } = spilled
log(`serve: ${lostByServe} points lost; write --spill: ${lost} of ${acknowledged} points lost in ${kills} kills`)
process.exitCode = lostByServe + lost > 0 ? 1 : 0
