import { Flux } from '@influxdata/flux-lsp-node'
import { assert, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { fluxString } from './flux-string.ts'
import type { Contract, Task } from './model.ts'
import { renderTask } from './render-task.ts'
import { contractText, valid } from './testing/contract-text.ts'
import { load } from './testing/five-systems.ts'

const home = load('home-assistant')

test.each(home.tasks.map((task) => [task.key, task] as const))('%s is valid Flux, types included', (_, task) => {
  expect(new Flux(renderTask(task, home)).is_valid()).toBe(true)
})

test('renders the hourly summary', () => {
  expect(renderTask(find(home, 'hourly_summaries'), home)).toMatchSnapshot()
})

test('writes the names that come from variables', () => {
  const contract = load('home-assistant', { INFLUXDB_BUCKET: String.raw`other\one` })
  expect(renderTask(find(contract, 'hourly_summaries'), contract)).toContain(String.raw`from(bucket: "other\\one")`)
})

interface Case {
  readonly name: string
  readonly text: string
  readonly rendered: string
}

const option = 'option task = {name: "t", every: 1h, offset: 5m}'
const files: readonly Case[] = [
  {
    name: 'puts the option before a script',
    text: 'from(bucket: "{{raw}}")',
    rendered: `${option}\n\nfrom(bucket: "raw-1")`,
  },
  {
    name: 'puts the option behind imports',
    text: '// why\nimport "date"\nimport "math"\n\nx = 1\n',
    rendered: `// why\nimport "date"\nimport "math"\n\n${option}\n\nx = 1\n`,
  },
  {
    name: 'replaces the option that the file brings',
    text: 'import "date"\n\noption task = {\n  name: "a } b",\n  every: 5m,\n}\n\nx = 1\n',
    rendered: `import "date"\n\n${option}\n\nx = 1\n`,
  },
]

test.each(files)('$name', ({ text, rendered }) => {
  const contract = valid(
    contractText({
      bucket: 'name: raw-1',
      top: 'tasks: { t: { every: 1h, offset: 5m, from: raw, to: raw, flux: good.flux } }',
    }),
  )
  const task = find(contract, 't')
  expect(renderTask({ ...task, work: { kind: 'flux', path: 'good.flux', text } }, contract)).toBe(rendered)
})

test('a cron schedule without offset has neither every nor offset', () => {
  const contract = valid(
    contractText({ top: 'tasks: { t: { cron: 0 3 * * *, from: raw, to: raw, flux: good.flux } }' }),
  )
  expect(renderTask(find(contract, 't'), contract)).toContain('option task = {name: "t", cron: "0 3 * * *"}')
})

/** What the parser gives, as far as the law below reads it. */
interface Package {
  readonly files: readonly {
    readonly body: readonly { readonly init: { readonly type: string; readonly value: string } }[]
  }[]
}

test('any text survives as a Flux string', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      const script = `x = ${fluxString(text)}`
      const { body = [] } = (new Flux(script).ast() as Package).files[0] ?? {}
      return body.length === 1 && body[0]?.init.type === 'StringLiteral' && body[0].init.value === text
    }),
  )
})

function find(contract: Contract, key: string): Task {
  const task = contract.tasks.find((one) => one.key === key)
  if (task === undefined) throw new Error(`no task ${key}`)
  return task
}
