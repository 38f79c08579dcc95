import type { Contract } from '../model.ts'
import { parseContract } from '../parse-contract.ts'
import { formatProblem, type Problem } from '../problem.ts'
import type { Environment } from '../variables.ts'

const files: Readonly<Record<string, string>> = {
  'good.flux': 'from(bucket: "{{raw}}") |> range(start: -1h)\n',
  'typo.flux': 'from(bucket: "{{rav}}") |> range(start: -1h)\n',
  'long.flux': 'from(bucket: "{{raw}}") |> range(start: -400d)\n',
}

/** Parses a contract whose Flux files are those above. */
export function parse(text: string, env: Environment = {}) {
  return parseContract(text, {
    file: 'contract.yaml',
    env,
    readFlux: (path) => files[path] ?? new Error(`${path}: no such file`),
  })
}

/** The contract of a text that must be valid. */
export function valid(text: string, env: Environment = {}): Contract {
  const { contract, problems } = parse(text, env)
  if (contract === undefined) throw new Error(problems.map(formatProblem).join('\n'))
  return contract
}

/** What is wrong with a text that must not be valid. */
export function problemsOf(text: string, env: Environment = {}): readonly Problem[] {
  const { problems } = parse(text, env)
  if (problems === undefined) throw new Error('the contract is valid')
  return problems
}

/** A contract of one bucket `raw` with one measurement `m`; what is given is laid under the measurement, the bucket and the file. */
export function contractText({ measurement = '', bucket = '', top = '', retention = '30d' } = {}): string {
  return `contract: 1
name: test
buckets:
  raw:
    retention: ${retention}
${indent(bucket, 4)}    measurements:
      m:
        fields:
          f: { type: float }
          s: { type: string }
${indent(measurement, 8)}${top}`
}

function indent(text: string, spaces: number): string {
  if (text === '') return ''
  return `${text
    .split('\n')
    .map((line) => ' '.repeat(spaces) + line)
    .join('\n')}\n`
}
