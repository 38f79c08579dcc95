import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { ClientError } from '../../client/client-error.ts'
import type { InfluxClient } from '../../client/influx-client.ts'
import { createManualClock } from '../../clock/index.ts'
import { load, systems } from '../../contract/testing/five-systems.ts'
import { createEngine, type Engine } from '../../engine/engine.ts'
import { encodePoint } from '../../line-protocol/encode.ts'
import { point } from '../../line-protocol/laws/arbitraries.ts'
import { apply } from '../../provision/apply.ts'
import { plan } from '../../provision/plan.ts'
import { seedContract } from '../../provision/seed-contract.ts'
import { connect, idsOf, openLab, org, startNs, token } from '../testing/lab.ts'
import { verifyContract } from '../verify.ts'
import { type ImportOptions, importContract } from './import-contract.ts'

const engines: Engine[] = []
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close()
})

const clock = createManualClock(startNs)
const dayNs = 86_400_000_000_000n

/** An engine with one org and the bucket `first`. */
async function open(name = org): Promise<InfluxClient> {
  const engine = await createEngine({ clock })
  engines.push(engine)
  engine.bootstrap({ username: 'admin', org: name, bucket: 'first', token })
  return connect(engine)
}

/** Imports, and holds the result against the same server. */
async function importedAndVerified(client: InfluxClient, options: Partial<ImportOptions> = {}) {
  const imported = await importContract(client, { org, clock, filesBase: 'lab', ...options })
  const verdicts = await verifyContract(imported.contract, client, { clock, allowWrite: true })
  const broken = verdicts.filter(
    ({ status, check }) => status === 'error' || (status === 'failed' && check.severity === 'failure'),
  )
  return { ...imported, broken: broken.map(({ check }) => check.id) }
}

for (const system of systems) {
  test(`importing and verifying a server with the data of ${system} is kept, without a waiver`, async () => {
    const contract = load(system)
    const engine = await createEngine({ clock })
    engines.push(engine)
    const orgName = contract.org ?? system
    engine.bootstrap({ username: 'admin', org: orgName, bucket: 'first', token })
    const client = connect(engine)
    await apply(await plan(contract, client, { org: orgName }), client, { contract })
    await seedContract(contract, client, { org: orgName, seed: 1, events: 600, nowNs: startNs })
    const { broken, waivers, contract: imported, text } = await importedAndVerified(client, { org: orgName })
    expect(broken).toEqual([])
    expect(waivers).toEqual([])
    expect(imported.tasks.map((task) => task.name).sort()).toEqual(contract.tasks.map((task) => task.name).sort())
    expect(imported.tokens.map((one) => one.description).sort()).toEqual(
      contract.tokens.map((one) => one.description).sort(),
    )
    for (const bucket of contract.buckets) {
      const found = imported.buckets.find((one) => one.name === bucket.name)
      expect([found?.retention, found?.description]).toEqual([bucket.retention, bucket.description])
      for (const measurement of found?.measurements ?? []) {
        const declared = bucket.measurements.find((one) => one.key === measurement.key)
        const typesOf = (fields: typeof measurement.fields) => new Map(fields.map(({ key, type }) => [key, type]))
        const types = typesOf(declared?.fields ?? [])
        for (const [key, type] of typesOf(measurement.fields)) expect([key, types.get(key)]).toEqual([key, type])
      }
    }
    expect(text).not.toContain(token)
  })
}

test('what was only observed is commented out', async () => {
  const client = await open()
  const at = (minutes: number) => startNs - BigInt(minutes) * 60_000_000_000n
  const lines = [5, 4, 3, 2, 1].map((minutes) => `reading,room=hall kw=${minutes}.5,n=${minutes}i ${at(minutes)}`)
  await client.points.write({ org, bucket: 'first' }, [...lines, `reading,room=bath,floor=2 kw=9 ${at(1)}`])
  const { text, broken } = await importedAndVerified(client)
  expect(broken).toEqual([])
  expect(text.slice(text.indexOf('buckets:'), text.indexOf('# Not in'))).toBe(`buckets:
  first:
    retention: infinite
    shardGroup: 7d
    measurements:
      reading:
        tags:
          floor:
            required: false # not every point has it
            # values: ["2"]
          room:
            required: true
            # values: ["bath", "hall"]
        fields:
          kw:
            type: float
            required: true
            # min: 1.5
            # max: 9
          n:
            type: integer
            # min: 1
            # max: 5
        # cardinality: 5 # 3 series seen
        # cadence: { every: 1m, maxGap: 2m1s } # median distance of points of a series over 1d
        # freshness: 2m1s # the newest point was 1m old
`)
})

test('a field of two types is declared as the newest, waived, and both lines are shown', async () => {
  const client = await open()
  await client.points.write({ org, bucket: 'first' }, `m,room=hall v=1i ${startNs - 20n * dayNs}`)
  await client.points.write({ org, bucket: 'first' }, `m,room=hall v=2.5 ${startNs}`)
  const { text, broken, waivers, contract } = await importedAndVerified(client)
  expect(broken).toEqual([])
  expect(waivers.map(({ check }) => check)).toEqual(['lab/measurement/first/m/field/v/type'])
  expect(contract.buckets[0]?.measurements[0]?.fields.map(({ type }) => type)).toEqual(['float'])
  expect(text).toContain(`# integer in the shard of 2026-02-09T00:00:00Z: "m,room=hall v=1i ${startNs - 20n * dayNs}"`)
  expect(text).toContain(`# float in the shard of 2026-02-23T00:00:00Z: "m,room=hall v=2.5 ${startNs}"`)
  expect(text).toContain('until: 2026-03-31')
})

test('a measurement that is written seldom is kept by the freshness that stretches its window', async () => {
  const client = await open()
  await client.points.write({ org, bucket: 'first' }, `weekly v=1 ${startNs - 9n * dayNs}`)
  const { broken, waivers, text } = await importedAndVerified(client)
  expect({ broken, waivers }).toEqual({ broken: [], waivers: [] })
  expect(text).toContain('freshness: 19d # confirm: nothing since 2026-02-20T12:30:00Z')
})

test('empty buckets and system buckets', async () => {
  const client = await open()
  const { contract, broken } = await importedAndVerified(client)
  expect(broken).toEqual([])
  expect(contract.buckets.map(({ name, measurements }) => [name, measurements])).toEqual([['first', []]])
})

const odd = [
  'a b',
  "it's",
  'grüße',
  '日本',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what must not be read as a variable
  '${HOME}',
  '$${x}',
  'a: b',
  '# no',
  '- x',
  'true',
  '1',
  'null',
  '<<',
  '*',
  '&a',
  'back\\slash',
  'a/b',
  '%41',
  '{{first}}',
  'constructor',
  '"q"',
]
test('odd names and values come through', async () => {
  const client = await open()
  const bucketNames = odd.filter((name) => !name.includes('"') && name !== '<<')
  const organization = await client.organizations.find(org)
  if (organization.state !== 'present') throw new Error('no org')
  for (const name of bucketNames)
    await client.buckets.create({ orgId: organization.record.id, name, description: name, retentionRules: [] })
  const escaped = (text: string) => text.replace(/[ ,=]/g, '\\$&')
  await client.points.write(
    { org, bucket: 'first' },
    odd
      .filter((name) => !name.startsWith('#'))
      .map(
        (name) =>
          `${escaped(name)},${escaped(name)}=${escaped(name)} ${escaped(name)}x=1,s="${name.replace(/["\\]/g, '\\$&')}" ${startNs}`,
      ),
  )
  const { contract, broken, waivers } = await importedAndVerified(client)
  expect(broken).toEqual([])
  expect(waivers).toEqual([])
  expect(contract.buckets.map(({ name }) => name).sort()).toEqual([...bucketNames, 'first'].sort())
  const names = contract.buckets.find(({ key }) => key === 'first')?.measurements.map(({ key }) => key)
  expect(names?.sort()).toEqual(odd.filter((name) => !name.startsWith('#')).sort())
})

test('an org whose name is none of a key is imported under one', async () => {
  const client = await open('Müller & Söhne')
  const { contract, broken } = await importedAndVerified(client, { org: 'Müller & Söhne' })
  expect({ name: contract.name, org: contract.org, broken }).toEqual({
    name: 'muller-sohne',
    org: 'Müller & Söhne',
    broken: [],
  })
})

test('tokens, tasks and mappings are clauses; what no clause can say is a comment', async () => {
  const lab = await openLab()
  const { orgId } = lab
  const hourly = await lab.client.buckets.find(org, 'hourly')
  if (hourly.state !== 'present') throw new Error('no bucket')
  const all = { action: 'read', resource: { type: 'buckets', orgID: orgId } } as const
  for (const description of ['wide', 'twin', 'twin']) {
    await lab.client.authorizations.create({ orgId, description, permissions: [all] })
  }
  const off = await lab.client.authorizations.create({
    orgId,
    description: 'off',
    permissions: [{ action: 'read', resource: { type: 'buckets', id: hourly.record.id, orgID: orgId } }],
  })
  await lab.client.authorizations.update(off.id, { status: 'inactive' })
  await lab.client.tasks.create({
    orgId,
    flux: 'import "array"\noption task = {name: "idle", cron: "0 3 * * *", offset: 1m}\narray.from(rows: [{a: 1}])',
  })
  await lab.client.tasks.create({
    orgId,
    status: 'inactive',
    description: 'nightly copy',
    flux: 'option task = {name: "Night copy", cron: "0 3 * * *", offset: 1m}\nfrom(bucket: "raw") |> range(start: -1d) |> to(bucket: "hourly")',
  })
  const imported = await importContract(lab.client, { org, clock: lab.clock, filesBase: 'lab' })
  const verdicts = await verifyContract(imported.contract, lab.client, { clock: lab.clock, allowWrite: true })
  expect(idsOf(verdicts, 'error')).toEqual([])
  expect(
    verdicts.filter((one) => one.status === 'failed' && one.check.severity === 'failure').map((one) => one.check.id),
  ).toEqual([])
  const { contract, text } = imported
  expect(contract.tokens.map((one) => one.description)).toEqual(['lab app'])
  expect(contract.dbrps.map(({ database, policy, default: isDefault }) => [database, policy, isDefault])).toEqual([
    ['old_db', 'autogen', true],
  ])
  expect(contract.tasks.map(({ name, active, schedule }) => [name, active, schedule.kind])).toEqual([
    ['sum', true, 'every'],
    ['Night copy', false, 'cron'],
  ])
  expect(imported.files.map(({ name }) => name)).toEqual(['lab.sum.flux', 'lab.night-copy.flux'])
  const left = text.slice(text.indexOf('# Not in this contract:'))
  expect(left).toContain('# - token "wide": a contract has no word for read buckets of the whole org')
  expect(left.match(/token "twin": another token has the same description/g)).toHaveLength(2)
  expect(left).toContain('# - token "off": it is inactive')
  expect(left).toContain('# - task "idle": its script does not name a bucket of this contract to read')
})

test('without a place for files tasks are left out', async () => {
  const lab = await openLab()
  const { contract, files, text } = await importContract(lab.client, { org, clock: lab.clock })
  expect({ tasks: contract.tasks, files }).toEqual({ tasks: [], files: [] })
  expect(text).toContain('# - task "sum": its script needs a file; import with --out')
})

test('what the server does not keep becomes a waiver with its reason', async () => {
  const client = await open()
  await client.points.write({ org, bucket: 'first' }, `m,v=1 v=2 ${startNs}`)
  await expect(client.points.write({ org, bucket: 'first' }, `m,v=1 v="x" ${startNs}`)).rejects.toMatchObject({
    kind: 'unprocessable',
  })
  await clock.advance(1000)
  const { waivers, broken } = await importedAndVerified(client)
  expect(broken).toEqual([])
  expect(waivers.map(({ check }) => check)).toEqual(['lab/org/refused-writes', 'lab/lint/tag-field-clash/first/m/v'])
  expect(waivers[0]?.reason).toMatch(/^found at import: 1 refused batch/)
})

test('a token for one bucket gives an open contract of that bucket, kept by the same token', async () => {
  const lab = await openLab()
  const raw = await lab.client.buckets.find(org, 'raw')
  if (raw.state !== 'present') throw new Error('no bucket')
  const made = await lab.client.authorizations.create({
    orgId: lab.orgId,
    description: 'narrow',
    permissions: [{ action: 'read', resource: { type: 'buckets', id: raw.record.id, orgID: lab.orgId } }],
  })
  const client = connect(lab.engine, { token: made.token ?? '' })
  const imported = await importContract(client, { org, clock: lab.clock })
  const verdicts = await verifyContract(imported.contract, client, { clock: lab.clock, allowWrite: false })
  expect([
    ...idsOf(verdicts, 'error'),
    ...verdicts.filter((one) => one.status === 'failed' && one.check.severity === 'failure').map((one) => one.check.id),
  ]).toEqual([])
  expect(imported.contract.open).toBe(true)
  expect(imported.contract.buckets.map(({ name }) => name)).toEqual(['raw'])
  expect(imported.text).not.toContain(made.token ?? token)
})

const refusals: readonly [name: string, options: Partial<ImportOptions> & { token?: string }, message: RegExp][] = [
  ['a wrong token', { token: 'wrong-token' }, /^list buckets: GET \/api\/v2\/buckets answered 401.*Is the token right/],
  ['an org that does not exist', { org: 'nowhere' }, /^list buckets: GET \/api\/v2\/buckets answered 404/],
  [
    'a bucket that does not exist',
    { only: ['raw', 'nothing'] },
    /^survey the org lab: expected the bucket nothing, found buckets raw/,
  ],
]
for (const [name, { token: other, ...options }, message] of refusals) {
  test(`${name} is said`, async () => {
    const lab = await openLab()
    const client = other === undefined ? lab.client : connect(lab.engine, { token: other })
    await expect(importContract(client, { org, clock: lab.clock, ...options })).rejects.toThrow(message)
  })
}

test('whatever points a server took, importing and verifying it is kept', async () => {
  const written = fc.array(fc.tuple(point, fc.integer({ min: 0, max: 40 })), { minLength: 1, maxLength: 12 })
  const property = fc.asyncProperty(written, async (points) => {
    const client = await open()
    for (const [made, daysAgo] of points) {
      const encoded = encodePoint({ ...made, time: startNs - BigInt(daysAgo) * dayNs })
      if (!encoded.ok) continue
      // What the server refuses, as a type conflict in one shard, it reports in _monitoring: a waiver then.
      await client.points.write({ org, bucket: 'first' }, encoded.line).catch((error: unknown) => {
        if (!(error instanceof ClientError)) throw error
      })
    }
    const { broken } = await importedAndVerified(client)
    expect(broken).toEqual([])
  })
  await fc.assert(property, { numRuns: 40, ...repeated() })
})

/** `FLUXPROOF_SEED` and `FLUXPROOF_PATH` repeat a failure. */
function repeated(): { seed?: number; path?: string } {
  const { FLUXPROOF_SEED: seed, FLUXPROOF_PATH: path } = process.env
  return { ...(seed === undefined ? {} : { seed: Number(seed) }), ...(path === undefined ? {} : { path }) }
}
