/**
 * Runs a script as k6 would, as far as exported scripts go: `node k6-shape.mjs <script> NAME=value …`. The modules of k6 are mapped on
 * fetch and plain counters; a scenario is run by its executor. Prints as JSON what was counted.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { dirname, join } from 'node:path'
import { argv } from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'

const [script, ...variables] = argv.slice(2)
const counted = { requests: 0, passes: 0, fails: 0, points_acknowledged: 0, iterations: 0 }
const scenario = { iterationInTest: -1 }

globalThis.__ENV = Object.fromEntries(variables.map((pair) => pair.split(/=(.*)/s, 2)))
globalThis.open = (path) => readFileSync(join(dirname(script), path), 'utf8')
globalThis.__k6 = {
  k6: {
    check(value, checks) {
      const all = Object.values(checks).map((isTrue) => isTrue(value))
      counted.passes += all.filter(Boolean).length
      counted.fails += all.filter((one) => !one).length
      return all.every(Boolean)
    },
  },
  'k6/data': {
    // As in k6, an element is a copy of what was made in the init context.
    SharedArray: function SharedArray(_name, make) {
      const texts = make().map((element) => JSON.stringify(element))
      return new Proxy([], {
        get: (_, key) => (key === 'length' ? texts.length : texts[key] && JSON.parse(texts[key])),
      })
    },
  },
  'k6/execution': { default: { scenario } },
  'k6/http': {
    default: {
      expectedStatuses: (...statuses) => statuses,
      async asyncRequest(method, url, body, { headers, compression }) {
        counted.requests++
        const gzip = compression === 'gzip'
        const sent = gzip
          ? await new Response(new Blob([body]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer()
          : body
        const all = gzip ? { ...headers, 'Content-Encoding': 'gzip' } : headers
        const { status } = await fetch(url, { method, headers: all, body: sent })
        return { status }
      },
    },
  },
  'k6/metrics': {
    Counter: function Counter(name) {
      this.add = (value) => {
        counted[name] += value
      }
    },
  },
}

registerHooks({
  resolve: (specifier, context, next) =>
    specifier in globalThis.__k6 ? { url: `k6:${specifier}`, shortCircuit: true } : next(specifier, context),
  load(url, context, next) {
    if (!url.startsWith('k6:')) return next(url, context)
    const name = JSON.stringify(url.slice(3))
    const exports = Object.keys(globalThis.__k6[url.slice(3)]).map((key) =>
      key === 'default' ? `export default __k6[${name}].default` : `export const ${key} = __k6[${name}].${key}`,
    )
    return { format: 'module', source: exports.join('\n'), shortCircuit: true }
  },
})

const { options, default: iterate } = await import(pathToFileURL(script).href)

async function iteration() {
  scenario.iterationInTest = counted.iterations++
  await iterate()
}

const executors = {
  async 'shared-iterations'({ vus, iterations }) {
    const user = async () => {
      while (counted.iterations < iterations) await iteration()
    }
    await Promise.all(Array.from({ length: vus }, user))
  },
  async 'constant-arrival-rate'({ rate, timeUnit, duration }) {
    const everyMs = (Number.parseInt(timeUnit, 10) * 1000) / rate
    const due = Array.from({ length: Math.floor((Number.parseInt(duration, 10) * 1000) / everyMs) }, async (_, at) => {
      await wait(at * everyMs)
      await iteration()
    })
    await Promise.all(due)
  },
}

for (const one of Object.values(options.scenarios)) await executors[one.executor](one)
console.log(JSON.stringify({ ...counted, options }))
