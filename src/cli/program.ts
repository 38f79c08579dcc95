import { Command } from 'commander'
import { applyCommand } from './commands/apply.ts'
import { benchCommand } from './commands/bench.ts'
import { conformanceCommand } from './commands/conformance.ts'
import { describeCommand } from './commands/describe.ts'
import { importCommand } from './commands/import.ts'
import { lintCommand } from './commands/lint.ts'
import { normalizeCommand } from './commands/normalize.ts'
import { parityCommand } from './commands/parity.ts'
import { planCommand } from './commands/plan.ts'
import { proxyCommand } from './commands/proxy.ts'
import { readyCommand } from './commands/ready.ts'
import { seedCommand } from './commands/seed.ts'
import { serveCommand } from './commands/serve.ts'
import { verifyCommand } from './commands/verify.ts'
import { writeCommand } from './commands/write.ts'
import type { Io } from './io.ts'
import { packageVersion } from './version.ts'

/** Takes the exit code of the command that ran. */
export type Done = (exitCode: number) => void

/** Defines one command; what it needs is imported only when it runs, so that --help and --version start fast. */
export type CommandFactory = (io: Io, done: Done) => Command

const factories: readonly CommandFactory[] = [
  verifyCommand,
  planCommand,
  applyCommand,
  importCommand,
  lintCommand,
  describeCommand,
  seedCommand,
  normalizeCommand,
  writeCommand,
  readyCommand,
  serveCommand,
  proxyCommand,
  conformanceCommand,
  benchCommand,
  parityCommand,
]

/** The whole command line. Nothing is written to the process's own streams: all text goes to `io`. */
export function createProgram(io: Io, done: Done): Command {
  const program = new Command('fluxproof')
    .description('Proves or refutes that an InfluxDB 2.x deployment is what its contract says.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help of a command')
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Exit codes:
  0   every check is kept
  1   a check failed, drift was found, or the server is not ready
  2   something could not be told
  64  wrong arguments, contract or environment

Examples:
  $ fluxproof verify contract.yaml
  $ INFLUX_URL=http://localhost:8086 INFLUX_TOKEN=… fluxproof verify contract.yaml
  $ fluxproof verify --help`,
    )
  for (const factory of factories) program.addCommand(factory(io, done))
  for (const command of withSubcommands(program)) {
    command
      .exitOverride()
      .configureOutput({
        writeOut: (text) => io.stdout.write(text),
        writeErr: (text) => io.stderr.write(text),
        getOutHasColors: () => false,
        getErrHasColors: () => false,
      })
      .configureHelp({
        sortSubcommands: false,
        showGlobalOptions: false,
        // Only `=` gives it a path: a word after it is a contract.
        optionTerm: (option) => option.flags.replace('--json [path]', '--json[=path]'),
      })
  }
  return program
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)]
}
