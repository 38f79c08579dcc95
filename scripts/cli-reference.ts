import { readFileSync, writeFileSync } from 'node:fs'
import type { Command, Option } from 'commander'
import { createIo } from '../src/cli/io.ts'
import { createProgram } from '../src/cli/program.ts'

/** The page of all commands and options, written from the definitions that the command line itself uses. */
export const cliPage = new URL('../docs/cli.md', import.meta.url)

const head = `# The command line

<!-- Written by scripts/cli-reference.ts: change the commands in src/cli/commands and run it. -->

\`fluxproof <command> --help\` prints the same with examples. Data goes to standard output, talk to standard error. Tokens are never printed.

| exit code | meaning                                                             |
| --------- | ------------------------------------------------------------------- |
| 0         | every check is kept                                                 |
| 1         | a check failed, drift was found, or the server is not ready         |
| 2         | something could not be told                                         |
| 64        | wrong arguments, contract or environment, found before any I/O      |
`

/** The commands of the program. */
export function commands(): readonly Command[] {
  const nowhere = { write: () => {}, isTTY: false }
  const io = createIo({ stdout: nowhere, stderr: nowhere, env: {}, signal: new AbortController().signal })
  return createProgram(io, () => {}).commands.flatMap(leaves)
}

/** A command that does something: those below a group, the command itself elsewhere. */
function leaves(command: Command): readonly Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leaves)
}

/** `bench run`. */
export function nameOf(command: Command): string {
  return command.parent?.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name()
}

/** What the page should hold. */
export function cliReference(): string {
  return [head, ...commands().map(section)].join('\n')
}

function section(command: Command): string {
  const args = command.registeredArguments.map((one) => {
    const name = `${one.name()}${one.variadic ? '...' : ''}`
    return one.required ? `<${name}>` : `[${name}]`
  })
  const usage = ['fluxproof', nameOf(command), '[options]', ...args].join(' ')
  const rows = command.options.map((option) => `| \`${flagsOf(option)}\` | ${meaningOf(option)} |`)
  return [
    `## ${nameOf(command)}\n`,
    `\`${usage}\`\n`,
    `${command.description()}\n`,
    ...(rows.length === 0 ? ['No options.'] : ['| option | meaning |', '| --- | --- |', ...rows]),
    '',
  ].join('\n')
}

function flagsOf({ flags }: Option): string {
  return flags.replace(' [path]', '[=path]')
}

function meaningOf({ description, argChoices, defaultValue, defaultValueDescription, negate }: Option): string {
  const choices = argChoices === undefined ? '' : `: ${argChoices.join(', ')}`
  const shown =
    defaultValueDescription ??
    (typeof defaultValue === 'string' || typeof defaultValue === 'number' ? String(defaultValue) : undefined)
  const normally = shown === undefined || negate || description.includes('(default') ? '' : ` (default: ${shown})`
  return `${description}${choices}${normally}`.replaceAll('|', '\\|')
}

if (import.meta.main) {
  const wanted = cliReference()
  if (readFileSync(cliPage, { encoding: 'utf8', flag: 'a+' }) !== wanted) {
    writeFileSync(cliPage, wanted)
    console.error(`written: ${cliPage.pathname}`)
  }
}
