import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runCli } from '../../../suites/support/run-cli.ts'
import { temporaryFolder } from '../../../suites/support/temporary-folder.ts'
import { contractPath, load } from '../../contract/testing/five-systems.ts'
import { encodePoint } from '../../line-protocol/encode.ts'
import { normalizerFor } from '../../normalize/for-contract.ts'
import { parseRegistry } from '../../normalize/home-assistant/registry.ts'
import { stateChange } from '../../normalize/laws/arbitraries.ts'
import { createLinePipeline } from '../../normalize/pipeline.ts'
import { createTally, formatSummary } from '../../normalize/tally.ts'

type FiveSystem = Parameters<typeof load>[0]

const events = new URL('../../../fixtures/events/', import.meta.url)
const registryPath = new URL('registry.json', events).pathname
const registry = parseRegistry(JSON.parse(readFileSync(registryPath, 'utf8')))
const timeZone = 'Europe/Berlin'

/** What the command gives for some input when every event becomes a point on the way. */
function byPoints(system: FiveSystem, input: string): { stdout: string; stderr: string; drops: string } {
  const { normalize, unwrap } = normalizerFor(load(system), { registry, timeZone })
  const tally = createTally()
  const given = { stdout: '', stderr: '', drops: '' }
  let line = 0
  const pipeline = createLinePipeline({
    normalizer: { normalize },
    ...(unwrap === undefined ? {} : { unwrap }),
    onOutcome(outcome, event) {
      tally.add(outcome)
      if (outcome.kind === 'drop') {
        const { reason, detail } = outcome
        given.drops += `${JSON.stringify({ line, reason, detail, event })}\n`
        if (reason === 'not json') given.stderr += `line ${line}: not JSON: ${detail}\n`
        return
      }
      const encoded = encodePoint(outcome.point)
      given.stdout += `${encoded.ok ? encoded.line : encoded.issues[0]?.message}\n`
    },
  })
  for (const text of input.split('\n')) {
    line++
    pipeline(text)
  }
  const { points } = tally.summary()
  given.stderr += `${formatSummary(tally.summary())}\n`
  const [bucket] = load(system).buckets
  if (points > 0) given.stderr += `  points     ${String(points).padStart(6)}  for bucket ${bucket?.key}\n`
  return given
}

async function byCommand(
  system: FiveSystem,
  input: string,
): Promise<{ stdout: string; stderr: string; drops: string }> {
  using folder = temporaryFolder()
  const drops = `${folder.path}/drops`
  const options = ['--registry', registryPath, '--time-zone', timeZone, '--drops', drops]
  const { stdout, stderr } = await runCli(['normalize', '-c', contractPath(system), ...options], { stdin: [input] })
  return { stdout, stderr, drops: readFileSync(drops, 'utf8') }
}

const home = gunzipSync(readFileSync(new URL('home-assistant.jsonl.gz', events))).toString()
const envelopes = home.replace(/^.+$/gm, '{"id":3,"type":"event","event":$&}')
const lists = home.replace(/^(.+)\n(.+)$/gm, '[{"id":3,"type":"event","event":$1},{"id":4,"type":"event","event":$2}]')
const inputs: Readonly<Record<string, string>> = {
  'bare events': home,
  envelopes,
  'lists of envelopes': lists,
  'some lines damaged': home.replace(/^((?:.*\n){299}.{40}).(.*)$/gm, '$1|$2'),
}

for (const system of ['homeiq', 'home-assistant'] as const) {
  for (const [what, input] of Object.entries(inputs)) {
    test(`${system}: ${what} give the lines, drops and summary of their points`, async () => {
      expect(await byCommand(system, input)).toEqual(byPoints(system, input))
    })
  }

  test(`${system}: any events give the lines, drops and summary of their points`, async () => {
    const message = fc.oneof(stateChange, fc.jsonValue()).map((value) => JSON.stringify(value))
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 10 }), async (messages) => {
        const input = messages.join('\n')
        expect(await byCommand(system, input)).toEqual(byPoints(system, input))
      }),
      { numRuns: 60 },
    )
  })
}
