import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { keepBuckets } from '../src/provision/keep-buckets.ts'
import { bucket, engineBucket, org, token } from '../src/writer/testing/engine-bucket.ts'
import { bindFlux, connectGrayLogic, createWriter } from '../src/writer.ts'
import { runCli } from '../suites/support/run-cli.ts'

const page = readFileSync(new URL('writer.md', import.meta.url), 'utf8')
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text)
const [writing = '', keeping = '', querying = ''] = blocks('ts')

/** Runs a block of the page with names that it uses, and gives the value of an expression after it. */
function evaluate(block: string, result: string, names: Record<string, unknown>): Promise<unknown> {
  const body = `return (async () => { ${block}\nreturn ${result} })()`
  return new Function(...Object.keys(names), body)(...Object.values(names)) as Promise<unknown>
}

test('the examples do what the page says', async () => {
  await using server = await engineBucket()
  const { url } = await server.engine.listen({ port: 0 })
  const totals = await evaluate(writing, 'totals', { createWriter, url, org, bucket, token })
  expect(
    `\`totals\` is \`${JSON.stringify(totals)
      .replace(/"/g, '')
      .replace(/([:,{])/g, '$1 ')
      .replace('}', ' }')}\``,
  ).toBe(/`totals` is `[^`]*`/.exec(page)?.[0])
  const config = { enabled: true, url, org, bucket: 'metrics', token, batchSize: 100, flushInterval: 10 }
  const kept = await evaluate(keeping, 'totals', { connectGrayLogic, keepBuckets, config, org })
  expect(kept).toMatchObject({ handedIn: 1, stored: 1 })
  const flux = await evaluate(querying, 'flux', { bindFlux, bucket })
  expect(await server.client.flux.rows(org, String(flux))).toHaveLength(1)
})

test('the command line of the page takes its options', async () => {
  const [line = ''] = blocks('sh')
  const options = [...line.matchAll(/--[a-z-]+/g)].map(([option]) => option)
  const { stdout } = await runCli(['write', '--help'])
  for (const option of options) expect(stdout).toContain(option)
})
