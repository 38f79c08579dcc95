import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { requireContract } from '../../src/contract/load-contract.ts'
import { runCli } from './run-cli.ts'
import { temporaryFolder } from './temporary-folder.ts'

const root = join(import.meta.dirname, '../..')
const require = createRequire(import.meta.url)
/** What the pages call the server that they started, and a proxy before it. */
const documentedUrl = 'http://localhost:8086'
const documentedProxy = 'http://localhost:8087'

/** What one reader of one page has: a folder, variables, a server that runs beside. */
export interface DocSession extends AsyncDisposable {
  /** Writes a contract and reads it as `verify` would. */
  contract(name: string, text: string): void
  /** Runs the lines of a shell block. @returns all that they printed. @throws Error for an exit code that the page does not name. */
  shell(text: string): Promise<string>
  /** Runs a module with Node, or with vitest where its name says so. @returns what it printed. */
  module(name: string, text: string): Promise<string>
}

/** A command that runs beside the page. */
interface Running {
  readonly url: string
  stop(): Promise<unknown>
}

/** Opens one. The process works in its folder until it is disposed of. */
export function openDocSession(): DocSession {
  const folder = temporaryFolder()
  const home = process.cwd()
  process.chdir(folder.path)
  const env: Record<string, string> = {}
  let server: Running | undefined
  let proxy: Running | undefined
  let lastContract: string | undefined
  const located = (text: string) =>
    text
      .replaceAll(documentedUrl, server?.url ?? documentedUrl)
      .replaceAll(documentedProxy, proxy?.url ?? documentedProxy)

  async function serve(argv: readonly string[], variables: Readonly<Record<string, string>>): Promise<void> {
    await server?.stop()
    server = await runBeside(argv, variables)
  }

  /** Starts a command that goes on until it is stopped, on a port of its own. */
  async function runBeside(argv: readonly string[], variables: Readonly<Record<string, string>>): Promise<Running> {
    const stopping = new AbortController()
    const free = argv.map((arg, at) => (argv[at - 1] === '--port' ? '0' : arg))
    const { promise, resolve } = Promise.withResolvers<string>()
    const done = runCli(free, { env: variables, signal: stopping.signal, onStdout: (text) => resolve(text.trim()) })
    const url = await Promise.race([
      promise,
      done.then(({ stderr }): Promise<string> => Promise.reject(new Error(stderr))),
    ])
    return {
      url,
      stop() {
        stopping.abort()
        return done
      },
    }
  }

  /** A deployment that keeps the contract, for pages whose reader has one already. */
  async function deploy(contract = ''): Promise<void> {
    await serve(['serve', '--port', '0', '--org', 'home', '--bucket', 'readings', '--token', 'my-token'], {})
    Object.assign(env, { INFLUX_URL: server?.url, INFLUX_TOKEN: 'my-token' })
    for (const command of ['apply', 'seed']) await runCli([command, contract, '--allow-write'], { env })
  }

  async function fluxproof(argv: readonly string[], options: { line: string; variables: Record<string, string> }) {
    const { line, variables } = options
    const needsMore = / # needs an? /.test(line)
    const contract = argv.find((arg) => arg.endsWith('.yaml'))
    if (argv.includes('remote') && env.INFLUX_URL === undefined && contract !== undefined) await deploy(contract)
    const settings = { ...env, ...variables }
    // What is not there cannot be run, but what it would check can be listed.
    const { code, stdout, stderr } = await runCli(needsMore ? [...argv, '--list'] : argv, { env: settings })
    const expected = Number(/# exit code (\d+)/.exec(line)?.[1] ?? 0)
    if (code !== expected) throw new Error(`${line}: exit code ${code}, not ${expected}\n${stdout}${stderr}`)
    return `${stdout}${stderr}`
  }

  async function runLine(line: string): Promise<string> {
    const text = line.replace(/ # .*$/, '')
    if (server === undefined && text.startsWith('export') && text.includes(documentedUrl)) await deploy(lastContract)
    const words = wordsOf(located(text))
    const variables: Record<string, string> = {}
    while (/^[A-Z_]+=/.test(words[0] ?? '')) assign(words.shift() ?? '', variables)
    const [command, ...rest] = words
    if (command === 'export') {
      for (const word of rest) assign(word, env)
      return ''
    }
    if (command === 'npm') {
      requireScripts(line)
      return ''
    }
    if (command !== 'npx' || rest[0] !== 'fluxproof') throw new Error(`a line that no test can run: ${line}`)
    const argv = rest.slice(1).filter((word) => word !== '&')
    if (argv[0] === 'serve') await serve(argv, variables)
    else if (argv[0] === 'proxy') {
      await proxy?.stop()
      proxy = await runBeside(argv, variables)
    } else return fluxproof(argv, { line, variables })
    return ''
  }

  return {
    contract(name, text) {
      lastContract ??= name
      requireContract(folder.write(name, text), { env: {} })
    },
    async shell(text) {
      let said = ''
      for (const line of text.split('\n').filter((one) => one.trim() !== '')) said += await runLine(line)
      return said
    },
    async module(name, text) {
      const file = folder.write(name, withSources(located(text)))
      const config = folder.write('vitest.config.mjs', 'export default {}')
      const vitest = [vitestBin(), 'run', '--root', folder.path, '--config', config]
      const argv = name.endsWith('.test.ts') ? vitest : [file]
      // Not waited for in step: the server that it may talk to runs in this process.
      return run(argv, { cwd: folder.path, env: { PATH: process.env.PATH ?? '' } })
    },
    async [Symbol.asyncDispose]() {
      await proxy?.stop()
      await server?.stop()
      process.chdir(home)
      folder[Symbol.dispose]()
    },
  }
}

/** What a Node process prints. @throws Error with all of it when it fails. */
function run(
  argv: readonly string[],
  options: { readonly cwd: string; readonly env: Record<string, string> },
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, argv, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(`${argv.join(' ')}: ${error.code}\n${stdout}${stderr}`))
    })
  })
}

/** Splits at blanks; quotes hold together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map(([word]) => word.replaceAll(/['"]/g, ''))
}

function assign(word: string, variables: Record<string, string>): void {
  const at = word.indexOf('=')
  variables[word.slice(0, at)] = word.slice(at + 1)
}

/** @throws Error for `npm run` of a script that there is not. */
function requireScripts(line: string): void {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  for (const [, name = ''] of line.matchAll(/npm run ([\w:]+)/g)) {
    if (scripts[name] === undefined) throw new Error(`no script ${name}: ${line}`)
  }
}

/** Imports of this package as those of its sources, and of others as they resolve here. */
function withSources(text: string): string {
  return text.replaceAll(/from '([@\w/-]+)'/g, (_, name: string) => {
    const own = /^fluxproof(?:\/(.+))?$/.exec(name)
    const path = own === null ? require.resolve(name) : join(root, 'src', `${own[1] ?? 'index'}.ts`)
    return `from '${pathToFileURL(path).href}'`
  })
}

function vitestBin(): string {
  return join(dirname(require.resolve('vitest/package.json')), 'vitest.mjs')
}
