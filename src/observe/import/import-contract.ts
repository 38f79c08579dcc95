import type { InfluxClient } from '../../client/influx-client.ts'
import { createSystemClock } from '../../clock/index.ts'
import { dayNs } from '../../contract/duration.ts'
import type { Contract } from '../../contract/model.ts'
import { parseContract } from '../../contract/parse-contract.ts'
import { formatProblem } from '../../contract/problem.ts'
import type { Verdict } from '../../contract/verdict.ts'
import { FluxproofError } from '../../errors/index.ts'
import { type SurveyOptions, surveyServer } from '../survey/survey-server.ts'
import { verifyContract } from '../verify.ts'
import { type ContractText, contractText, type ImportedWaiver } from './contract-text.ts'
import { slug } from './keys.ts'

export interface ImportOptions extends Omit<SurveyOptions, 'onStep'> {
  /** Name of the contract. Default: that of the org, as a key. */
  readonly name?: string
  /** The names of Flux files start with it: `<base>.<task>.flux`. Default: no files, and tasks are left out with a comment. */
  readonly filesBase?: string
  readonly onStep?: (step: 'management' | 'series' | 'values' | 'verify') => void
}

export interface ImportedContract extends ContractText {
  readonly contract: Contract
  /** What the server does not keep as it is, or what the token cannot tell: each a waiver in the text. */
  readonly waivers: readonly ImportedWaiver[]
}

/** Days that a waiver of an import lasts. */
const waiverDays = 30n

/**
 * Writes a contract from a live server, and holds it against that server before it is given out: what is not kept, such as a field of two types, becomes a
 * waiver of 30 days with its reason. So verifying right after importing is kept. Reads only.
 * @throws FluxproofError when there is nothing to read; ClientError when the server cannot be asked.
 */
export async function importContract(client: InfluxClient, options: ImportOptions): Promise<ImportedContract> {
  const { clock = createSystemClock(), signal, org, filesBase, onStep } = options
  const survey = await surveyServer(client, options)
  const name = options.name ?? (slug(org) || 'imported')
  const draft = contractText(survey, { name, filesBase })
  const contract = parsed(draft)
  onStep?.('verify')
  const verdicts = await verifyContract(contract, client, {
    clock,
    signal,
    org,
    allowWrite: false,
    lookback: survey.lookbackNs,
  })
  signal?.throwIfAborted()
  const until = new Date(Number((survey.nowNs + waiverDays * dayNs) / 1_000_000n)).toISOString().slice(0, 10)
  const waivers = verdicts.flatMap((verdict): ImportedWaiver[] => {
    const reason = reasonToWaive(verdict)
    return reason === undefined ? [] : [{ check: verdict.check.id, reason, until }]
  })
  if (waivers.length === 0) return { ...draft, contract, waivers }
  const waived = contractText(survey, { name, filesBase, waivers })
  return { ...waived, contract: parsed(waived), waivers }
}

/** Warnings stay: they end no run. */
function reasonToWaive(verdict: Verdict): string | undefined {
  if (verdict.status === 'failed' && verdict.check.severity === 'failure') return `found at import: ${verdict.found}`
  if (verdict.status === 'error') return `could not be told at import: ${verdict.reason}`
  return undefined
}

/** @throws FluxproofError: a fault of ours, or a name that the contract language cannot hold. */
function parsed({ text, files }: ContractText): Contract {
  const file = 'imported contract'
  const result = parseContract(text, {
    file,
    env: {},
    readFlux: (name) => files.find((one) => one.name === name)?.text ?? new Error(`${name}: no such file`),
  })
  if (result.contract !== undefined) return result.contract
  throw new FluxproofError({
    operation: 'write a contract from the server',
    expected: 'one that can be read back',
    found: result.problems.map(formatProblem).join('; '),
    next: 'Leave out the bucket that it names, by importing the others with --bucket',
  })
}
