import { existsSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import type { InfluxClient } from '../../client/influx-client.ts'
import { exitCode, FluxproofError, UsageError } from '../../errors/index.ts'
import { importContract } from '../../observe/import/import-contract.ts'
import { writeWhole } from '../../report/report-file.ts'
import type { ImportFlags } from '../commands/import.ts'
import type { Io } from '../io.ts'
import { startTarget, targetOf } from '../open-target.ts'

/** Writes a contract from the server that flags and environment name. */
export async function runImport(flags: ImportFlags, { io }: { readonly io: Io }): Promise<number> {
  const { out, name, bucket, lookback, force } = flags
  if (out !== undefined && force !== true) refuseExisting(out)
  const target = await targetOf(flags, { io })
  if (target.throwAway) {
    throw new UsageError({
      operation: 'import a contract',
      expected: 'a server to read, by --url or INFLUX_URL',
      found: `none (${target.kind}: ${target.reason})`,
      next: 'Name the server, its organization and a token that may read it',
    })
  }
  const asked = flags.org ?? target.org ?? io.env.INFLUX_ORG ?? ''
  await using started = await startTarget(target, flags, { io, ...(asked === '' ? {} : { org: asked }) })
  const { client } = started
  const org = asked === '' ? await onlyOrg(client, io.signal) : asked
  const stem = out === undefined ? undefined : basename(out, extname(out))
  const imported = await importContract(client, {
    org,
    signal: io.signal,
    ...(name !== undefined && { name }),
    ...(bucket !== undefined && { only: bucket }),
    ...(lookback !== undefined && { lookbackNs: BigInt(Math.round(lookback * 1e6)) }),
    ...(stem !== undefined && { filesBase: stem }),
    onStep: (step) => io.stderr.isTTY && io.stderr.write(`${steps[step]}\n`),
  })
  const { contract, text, files, waivers } = imported
  if (out === undefined) io.stdout.write(text)
  else {
    const beside = files.map((file) => ({ path: join(dirname(out), file.name), text: file.text }))
    if (force !== true) for (const { path } of beside) refuseExisting(path)
    for (const { path, text: script } of beside) await writeWhole(path, script, { what: 'the script of a task' })
    await writeWhole(out, text, { what: 'the contract' })
  }
  const measurements = contract.buckets.reduce((sum, one) => sum + one.measurements.length, 0)
  io.stderr.write(
    `${contract.name}: ${contract.buckets.length} buckets, ${measurements} measurements, ${contract.tokens.length} tokens, ${contract.tasks.length} tasks, ${contract.dbrps.length} 1.x mappings\n`,
  )
  for (const { check, reason, until } of waivers) io.stderr.write(`  waived until ${until}: ${check}: ${reason}\n`)
  return exitCode.kept
}

const steps = {
  management: 'reading buckets, tokens and tasks',
  series: 'reading series',
  values: 'reading values',
  verify: 'holding the contract against the server',
}

function refuseExisting(path: string): void {
  if (!existsSync(path)) return
  throw new UsageError({
    operation: 'import a contract',
    expected: `no file ${path}`,
    found: 'one',
    next: 'Name another by --out, or add --force to replace it',
  })
}

/** The only org that the token sees. @throws FluxproofError where it sees several, or none. */
async function onlyOrg(client: InfluxClient, signal: AbortSignal): Promise<string> {
  const orgs = await client.organizations.list({ signal })
  const [only] = orgs
  if (only !== undefined && orgs.length === 1) return only.name
  throw new FluxproofError({
    operation: 'import a contract',
    expected: 'the name of an organization, by --org or INFLUX_ORG',
    found:
      only === undefined
        ? 'none, and the token sees none'
        : `none, and the token sees ${orgs.length}: ${orgs.map((one) => one.name).join(', ')}`,
    next: 'Add --org',
  })
}
