import type { CallOptions } from './call-options.ts'
import type { Http } from './http.ts'

export interface MetricSample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

export interface MetricsApi {
  /** The samples of /metrics; the names of InfluxDB 2.x are in its documentation. 403 when the server was started without them. */
  read(options?: CallOptions): Promise<readonly MetricSample[]>
}

export function createMetricsApi(http: Http): MetricsApi {
  return {
    async read(options = {}) {
      const answer = await http.send({ operation: 'read metrics', method: 'GET', path: '/metrics', ...options })
      return parseMetrics(await answer.text())
    },
  }
}

const samplePattern = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)(?:\s+\d+)?$/
const labelPattern = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g

/** Samples of the Prometheus text format; comments and lines that are no sample are left out. */
export function parseMetrics(text: string): MetricSample[] {
  const samples: MetricSample[] = []
  for (const line of text.split('\n')) {
    const match = line.startsWith('#') ? null : samplePattern.exec(line.trim())
    if (match === null) continue
    const [, name = '', labelText = '', number = ''] = match
    const labels: Record<string, string> = {}
    for (const [, key = '', value = ''] of labelText.matchAll(labelPattern)) {
      labels[key] = value.replace(/\\(.)/g, (_, letter: string) => (letter === 'n' ? '\n' : letter))
    }
    samples.push({ name, labels, value: number === '+Inf' ? Infinity : number === '-Inf' ? -Infinity : Number(number) })
  }
  return samples
}
