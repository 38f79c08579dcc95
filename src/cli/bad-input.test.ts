import { describe, expect, test } from 'vitest'
import { brokenServer, type Fault, faults } from '../../suites/support/broken-server.ts'
import { runCli } from '../../suites/support/run-cli.ts'
import { servedEngine } from '../../suites/support/served-engine.ts'
import { temporaryFolder } from '../../suites/support/temporary-folder.ts'
import { createInfluxClient } from '../client/influx-client.ts'

// cspell:words juint retenton retentoin verfy

const minimal = `contract: 1
name: minimal
org: acme
buckets:
  raw: { name: raw, retention: 30d, measurements: { m: { fields: { f: { type: float } } } } }
`

/** Found before any I/O: exit code 64 and a sentence that names the place. */
const usage: readonly { readonly name: string; readonly argv: readonly string[]; readonly says: RegExp }[] = [
  {
    name: 'a command that does not exist',
    argv: ['verfy', '{contract}'],
    says: /unknown command 'verfy'[\s\S]*verify/,
  },
  {
    name: 'an option that does not exist',
    argv: ['verify', '{contract}', '--juint', 'x'],
    says: /unknown option '--juint'/,
  },
  { name: 'no contract', argv: ['verify'], says: /missing required argument 'contracts'/ },
  { name: 'a contract that is not there', argv: ['verify', '{folder}/none.yaml'], says: /none\.yaml.*no such file/ },
  { name: 'a folder as contract', argv: ['verify', '{folder}'], says: /a folder/ },
  { name: 'a contract that is not YAML', argv: ['verify', '{notYaml}'], says: /not-yaml\.yaml:\d+:\d+/ },
  { name: 'a typo in a contract', argv: ['verify', '{typo}'], says: /typo\.yaml:5:\d+.*retention/ },
  { name: 'a variable that is demanded and not set', argv: ['lint', '{variable}'], says: /set the bucket first/ },
  {
    name: 'two contracts of one name',
    argv: ['verify', '{contract}', '{twin}'],
    says: /minimal in .* and in .*twin\.yaml/,
  },
  {
    name: 'an unknown check id',
    argv: ['verify', '{contract}', '--only', 'minimal/bucket/raw/retentoin'],
    says: /Did you mean minimal\/bucket\/raw\/retention/,
  },
  { name: 'a glob that matches nothing', argv: ['verify', '{contract}', '--only', '*/nothing'], says: /no match/ },
  { name: 'a target that does not exist', argv: ['verify', '{contract}', '--target', 'cloud'], says: /embedded/ },
  { name: 'a duration without unit', argv: ['verify', '{contract}', '--timeout', '30'], says: /with its unit/ },
  { name: 'a remote without URL', argv: ['verify', '{contract}', '--target', 'remote'], says: /INFLUX_URL/ },
  {
    name: 'a remote without token',
    argv: ['verify', '{contract}', '--url', 'http://127.0.0.1:9'],
    says: /expected a token/,
  },
  {
    name: 'a URL that is none',
    argv: ['verify', '{contract}', '--url', 'localhost:8086', '--token-file', '{token}'],
    says: /http or https/,
  },
  {
    name: 'a token file that is not there',
    argv: ['verify', '{contract}', '--url', 'http://127.0.0.1:9', '--token-file', '{folder}/none'],
    says: /ENOENT/,
  },
  {
    name: 'apply on a remote without --allow-write',
    argv: ['apply', '{contract}', '--url', 'http://127.0.0.1:9', '--token-file', '{token}'],
    says: /--allow-write/,
  },
  { name: 'serve with a version that is not known', argv: ['serve', '--influx-version', '3.0'], says: /2\.8\.0/ },
  {
    name: 'serve that nobody could get into',
    argv: ['serve', '--org', 'a', '--bucket', 'b'],
    says: /--token or --password/,
  },
]

describe('bad input found before any I/O', () => {
  for (const { name, argv, says } of usage) {
    test(`ends with 64 for ${name}`, async () => {
      using folder = temporaryFolder()
      const files: Record<string, string> = {
        folder: folder.path,
        contract: folder.write('minimal.yaml', minimal),
        twin: folder.write('twin.yaml', minimal),
        notYaml: folder.write('not-yaml.yaml', 'contract: 1\n  name: [\n'),
        typo: folder.write('typo.yaml', minimal.replace('retention: 30d', 'retenton: 30d')),
        variable: folder.write('variable.yaml', minimal.replace('name: raw', `name: "\${RAW:?set the bucket first}"`)),
        token: folder.write('token', 'secret-of-the-file\n'),
      }
      const result = await runCli(argv.map((text) => text.replace(/\{(\w+)\}/, (_, key: string) => files[key] ?? key)))
      expect(result.stderr).toMatch(says)
      expect(result).toMatchObject({ code: 64, stdout: '' })
    })
  }
})

describe('servers that cannot be verified', () => {
  for (const fault of Object.keys(faults) as Fault[]) {
    test(`ends with 2 for a server that ${fault}`, async () => {
      using folder = temporaryFolder()
      await using server = await brokenServer(fault)
      const contract = folder.write('minimal.yaml', minimal)
      const json = folder.join('out.json')
      const env = { INFLUX_URL: server.url, INFLUX_TOKEN: 'secret-of-the-test' }
      const result = await runCli(['verify', contract, '--timeout', '300ms', `--json=${json}`], { env })
      expect(result.stdout).toMatch(/0 kept, 0 broken, \d+ undecided/)
      expect(result.code).toBe(2)
      expect(result.stdout + result.stderr).not.toContain('secret-of-the-test')
    })
  }

  test('ends with 2 and a next step for a server that is not there', async () => {
    using folder = temporaryFolder()
    const gone = await brokenServer('hangs')
    await gone[Symbol.asyncDispose]()
    const env = { INFLUX_URL: gone.url, INFLUX_TOKEN: 'secret-of-the-test' }
    const result = await runCli(['verify', folder.write('minimal.yaml', minimal)], { env })
    expect(result.stdout).toMatch(/refused the connection[\s\S]*Start it, or correct the URL/)
    expect(result.code).toBe(2)
  })

  test('ends with 2 for a wrong token and prints none', async () => {
    using folder = temporaryFolder()
    await using server = await servedEngine()
    const env = { ...server.env, INFLUX_TOKEN: 'not-the-right-token' }
    const result = await runCli(['verify', folder.write('minimal.yaml', minimal)], { env })
    expect(result.stdout).toMatch(/401/)
    expect(result.code).toBe(2)
    expect(result.stdout + result.stderr).not.toContain('not-the-right-token')
  })

  test('ends with 2, not 1, for a token that lacks the right to decide', async () => {
    using folder = temporaryFolder()
    await using server = await servedEngine()
    const file = folder.write('minimal.yaml', minimal)
    for (const command of ['apply', 'seed']) await runCli([command, file, '--allow-write'], { env: server.env })
    const client = createInfluxClient({ url: server.url, token: server.token, transport: (request) => fetch(request) })
    const found = await client.organizations.find('acme')
    const orgId = found.state === 'present' ? found.record.id : ''
    const permissions = [{ action: 'read' as const, resource: { type: 'tasks', orgID: orgId } }]
    const { token = '' } = await client.authorizations.create({ orgId, description: 'narrow', permissions })
    const result = await runCli(['verify', file], { env: { ...server.env, INFLUX_TOKEN: token } })
    expect(result.stdout).toMatch(/ 0 broken, [1-9]\d* undecided/)
    expect(result.code).toBe(2)
  })
})
