// Replays the recordings on the embedded engine: node scripts/parity.ts [id prefix] [--version 2.8.0] [--show N]
import { argv, exit } from 'node:process'
import { parseArgs } from 'node:util'
import { engineVersions } from '../src/engine/version.ts'
import { startEmbeddedServer } from '../src/parity/embedded-server.ts'
import { runParity } from '../src/parity/run-parity.ts'
import { renderTally, tally } from '../src/parity/tally.ts'

const { values, positionals } = parseArgs({
  args: argv.slice(2),
  allowPositionals: true,
  options: {
    version: { type: 'string', multiple: true },
    show: { type: 'string', default: '10' },
    recordings: { type: 'string', default: 'fixtures/recordings' },
  },
})
const known = engineVersions.filter((one) => values.version === undefined || values.version.includes(one))
const only = positionals[0]
let shown = 0
const { results } = await runParity({
  recordings: values.recordings,
  versions: known,
  ...(only === undefined ? {} : { only }),
  start: (version, scenario) => startEmbeddedServer(known.find((one) => one === version) ?? '2.8.0', scenario),
  onScenario(result) {
    for (const step of result.steps) {
      if (step.comparison.agreement === 'exact' || shown >= Number(values.show)) continue
      shown++
      console.log(`--- ${result.version} ${result.id} step ${step.index}: ${step.comparison.agreement}`)
      console.log(`expected ${JSON.stringify(step.expected)}`)
      console.log(`found    ${JSON.stringify(step.answer)}`)
    }
  },
})
console.log(renderTally(tally(results)))
exit(0)
