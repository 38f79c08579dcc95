import { readExpected } from '../../../bench/export/expected-file.ts'
import { exportK6 } from '../../../bench/export/export-k6.ts'
import { verifyExport } from '../../../bench/export/verify-export.ts'
import { selectWorkloads } from '../../../bench/run/select-workloads.ts'
import { exitCode, UsageError } from '../../../errors/index.ts'
import type { Io } from '../../io.ts'
import { startTarget, targetOf } from '../../open-target.ts'
import type { ExportFlags } from './export-command.ts'

/** Writes an export, or verifies what the scripts of some wrote. @returns 1 when a point is missing or another. */
export function runExport(flags: ExportFlags, { io }: { readonly io: Io }): Promise<number> {
  const { verify, workload, out } = flags
  if (verify !== undefined) return verifyFolders(verify, flags, io)
  if (workload === undefined || out === undefined) {
    const expected = '--workload and --out, or --verify'
    throw new UsageError({
      operation: 'export a workload',
      expected,
      found: workload === undefined ? 'neither' : 'no --out',
    })
  }
  return writeFolder({ ...flags, workload, out }, io)
}

async function writeFolder(
  { workload, out, points, seed, shard }: ExportFlags & { readonly workload: string; readonly out: string },
  io: Io,
): Promise<number> {
  const [found, another] = selectWorkloads([workload], 'quick')
  if (found === undefined || another !== undefined) {
    throw new UsageError({ operation: 'export a workload', expected: 'the name of one', found: `${workload}, several` })
  }
  const { requests, points: written } = await exportK6(found, { folder: out, seed, points, shard })
  io.stdout.write(`${out}/script.js: ${written} points in ${requests} requests\n`)
  io.stdout.write(`how to run and to verify it: ${out}/README.md\n`)
  return exitCode.kept
}

async function verifyFolders(folders: readonly string[], flags: ExportFlags, io: Io): Promise<number> {
  const exports = await Promise.all(folders.map(readExpected))
  const bucket = required('--bucket', flags.bucket ?? io.env.INFLUX_BUCKET)
  const org = required('--org', flags.org ?? io.env.INFLUX_ORG)
  const { url, tokenFile } = flags
  const target = {
    target: 'remote',
    org,
    ...(url !== undefined && { url }),
    ...(tokenFile !== undefined && { tokenFile }),
  } as const
  await using started = await startTarget(await targetOf(target, { io }), target, { io, org })
  const { same, expected, stored } = await verifyExport(started.client, exports, { org, bucket, signal: io.signal })
  const text = ({ points, cells, hash }: typeof expected) => `${points} points, ${cells} field values, hash ${hash}`
  io.stdout.write(`expected  ${text(expected)}\nstored    ${text(stored)}\n${same ? 'the same' : 'NOT the same'}\n`)
  return same ? exitCode.kept : exitCode.broken
}

function required(option: string, value: string | undefined): string {
  if (value) return value
  throw new UsageError({ operation: 'verify an export', expected: option, found: 'none' })
}
