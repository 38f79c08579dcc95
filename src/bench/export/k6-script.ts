import type { WriteWorkload } from '../workload/workload.ts'
import { k6Scenario } from './k6-scenario.ts'
import { k6Thresholds } from './k6-thresholds.ts'

/** One request: a text in line protocol with times in nanoseconds, and how many points it holds. */
export interface ExportedBatch {
  readonly points: number
  readonly body: string
}

/** Variables that a script reads. Nothing of the server is in the script. */
export const scriptVariables = ['INFLUX_URL', 'INFLUX_ORG', 'INFLUX_BUCKET', 'INFLUX_TOKEN'] as const

/** The script of a workload for k6. Its bodies are read from `bodies.json` beside it. */
export function k6Script(
  workload: WriteWorkload,
  { batches, about }: { readonly batches: number; readonly about: string },
): string {
  const { thresholds } = k6Thresholds(workload)
  const options = {
    scenarios: { write: k6Scenario(workload, { batches }) },
    thresholds,
    summaryTrendStats: ['min', 'med', 'p(95)', 'p(99)', 'max'],
  }
  const compression = workload.gzip ? "\n  compression: 'gzip'," : ''
  return `// ${about}
// ${scriptVariables.map((name) => `-e ${name}=…`).join(' ')}; how to run and to verify it: README.md
import { check } from 'k6'
import { SharedArray } from 'k6/data'
import exec from 'k6/execution'
import http from 'k6/http'
import { Counter } from 'k6/metrics'

/** @param {string} name */
function variable(name) {
  const value = __ENV[name]
  if (!value) throw new Error(\`\${name} is not set: add -e \${name}=…\`)
  return value
}

const org = encodeURIComponent(variable('INFLUX_ORG'))
const bucket = encodeURIComponent(variable('INFLUX_BUCKET'))
const url = \`\${variable('INFLUX_URL').replace(/\\/+$/, '')}/api/v2/write?org=\${org}&bucket=\${bucket}&precision=ns\`

const params = /** @type {const} */ ({
  headers: {
    Authorization: \`Token \${variable('INFLUX_TOKEN')}\`,
    'Content-Type': 'text/plain; charset=utf-8',
  },${compression}
  timeout: '30s',
  tags: { name: 'write' },
  responseCallback: http.expectedStatuses(204),
})

/** Each is sent once. @type {{ points: number, body: string }[]} */
const batches = new SharedArray('batches', () => JSON.parse(open('./bodies.json')))

const acknowledged = new Counter('points_acknowledged')

/** @type {import('k6/options').Options} */
export const options = ${JSON.stringify(options, null, 2)}

export default async function write() {
  const batch = batches[exec.scenario.iterationInTest]
  if (batch === undefined) return
  const response = await http.asyncRequest('POST', url, batch.body, params)
  if (check(response, { 'is 204': ({ status }) => status === 204 })) acknowledged.add(batch.points)
}
`
}
