import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cliPage, cliReference, commands, nameOf } from './cli-reference.ts'

const page = readFileSync(cliPage, 'utf8')

test('docs/cli.md says what the command line knows', () => {
  expect(page, 'run `node scripts/cli-reference.ts`').toBe(cliReference())
})

test('every option is documented, and every documented option exists', () => {
  const known = commands().flatMap((command) => command.options.map(({ long }) => `${nameOf(command)} ${long}`))
  const documented = page
    .split(/^## /m)
    .slice(1)
    .flatMap((section) => {
      const [name = ''] = section.split('\n', 1)
      return [...section.matchAll(/^\| `(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => `${name} ${option}`)
    })
  expect(documented.toSorted()).toEqual(known.toSorted())
})
