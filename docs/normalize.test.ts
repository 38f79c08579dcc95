import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { runCli } from '../suites/support/run-cli.ts'
import { temporaryFolder } from '../suites/support/temporary-folder.ts'

const page = readFileSync(new URL('normalize.md', import.meta.url), 'utf8')
/** Indented blocks, in their order. */
const blocks = [...page.matchAll(/(?<=\n\n)(?: {4}.*\n)+/g)].map(([block]) => block.replaceAll(/^ {4}/gm, ''))

test('the example does what the page says', async () => {
  using folder = temporaryFolder()
  const [events = '', command = '', points, drops, summary] = blocks
  const [, options = ''] = /^fluxproof (.*) < events\.jsonl > points\.lp\n$/.exec(command) ?? []
  const argv = options
    .replace('drops.jsonl', folder.join('drops.jsonl'))
    .replace('fixtures/', new URL('../fixtures/', import.meta.url).pathname)
  const { code, stdout, stderr } = await runCli(argv.split(' '), { stdin: [events] })
  expect({ code, points: stdout, summary: stderr }).toEqual({ code: 1, points, summary })
  expect(readFileSync(folder.join('drops.jsonl'), 'utf8')).toBe(drops)
})
