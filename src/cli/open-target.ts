import type { Contract } from '../contract/model.ts'
import { UsageError } from '../errors/index.ts'
import { chooseTarget } from '../target/choose-target.ts'
import type { StartedTarget, Target } from '../target/target.ts'
import type { Io } from './io.ts'
import { remoteOptionsOf, type TargetFlags } from './options.ts'

/** The target that flags and environment name. Its progress goes to standard error. */
export function targetOf(
  flags: TargetFlags,
  { io, contracts = [] }: { readonly io: Io; readonly contracts?: readonly Contract[] },
): Promise<Target> {
  const urls = new Set(contracts.flatMap(({ connection }) => connection.url ?? []))
  const [url] = urls
  const variables = new Set(contracts.flatMap(({ connection }) => connection.tokenVariable ?? []))
  const [variable] = variables
  return chooseTarget({
    choice: flags.target,
    env: io.env,
    remote: remoteOptionsOf(flags),
    // Contracts that name different servers cannot share one: then the URL has to be given.
    ...(url !== undefined && urls.size === 1 && { fallbackUrl: url }),
    ...(variable !== undefined && variables.size === 1 && { fallbackToken: io.env[variable] }),
    ...(flags.requireReal !== undefined && { requireReal: flags.requireReal }),
    onProgress: (text) => io.stderr.write(`${text}\n`),
    signal: io.signal,
  })
}

/** Starts a target; its token is hidden from all output from then on. */
export async function startTarget(
  target: Target,
  flags: TargetFlags,
  {
    io,
    allowWrite = false,
    org,
  }: { readonly io: Io; readonly allowWrite?: boolean; readonly org?: string | undefined },
): Promise<StartedTarget> {
  const started = await target.start({ signal: io.signal, allowWrite, org, timeoutMs: flags.timeout })
  io.hide(started.token)
  return started
}

/** @throws UsageError for a change of a remote that was not allowed. */
export function requireWriteAllowed(target: Target, allowWrite: boolean | undefined, what: string): void {
  if (target.throwAway || allowWrite === true) return
  throw new UsageError({
    operation: what,
    expected: '--allow-write, because the target is a remote',
    found: `none (${target.reason})`,
    next: 'Add --allow-write if this server is meant',
  })
}

/**
 * The organization that a contract is about: its own, else that of `--org` or the environment; on a throw-away server, where
 * any name will do, that of the contract.
 * @throws UsageError when none is known.
 */
export function orgOf(
  contract: Contract,
  target: Target,
  { flags, io }: { readonly flags: TargetFlags; readonly io: Io },
): string {
  const given = flags.org ?? target.org ?? io.env.INFLUX_ORG
  const name = contract.org ?? (given || (target.throwAway ? contract.name : ''))
  if (name !== '') return name
  throw new UsageError({
    operation: `find the organization of ${contract.name}`,
    expected: 'one in the contract, in INFLUX_ORG or by --org',
    found: 'none',
    next: `Add org: to ${contract.file}`,
  })
}
