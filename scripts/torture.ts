import { parseArgs } from 'node:util'
import { createReader } from '../src/conformance/read-back.ts'
import { runTorture } from '../src/conformance/torture-run.ts'

/**
 * Runs the writer under seeded faults in virtual time: --runs (default 1000) from --seed (default 1) on. Ends with 1 at the first run in
 * which an answer of the writer was wrong, and says how to repeat it.
 */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
})
const [runs, first] = [Number(values.runs), Number(values.seed)]
if (!Number.isSafeInteger(runs) || runs < 1 || !Number.isSafeInteger(first)) {
  console.error('torture: expected --runs from 1 and a whole number as --seed')
  process.exit(64)
}
await using reader = await createReader()
const startMs = performance.now()
let requests = 0
let faulty = 0
for (let seed = first; seed < first + runs; seed++) {
  const { findings, observed, ledger } = await runTorture(seed, { reader })
  requests += ledger.length
  faulty += ledger.filter(({ fault }) => fault !== undefined).length
  if (findings.length === 0) continue
  console.error(
    `seed ${seed}: ${JSON.stringify(findings, null, 2)}\n${observed.join('\n')}\nagain: npm run torture -- --runs 1 --seed ${seed}`,
  )
  process.exitCode = 1
  break
}
const seconds = ((performance.now() - startMs) / 1000).toFixed(1)
if (process.exitCode === undefined)
  console.log(
    `${runs} runs from seed ${first}: ${requests} requests, ${faulty} with a fault, no wrong answer, ${seconds} s`,
  )
