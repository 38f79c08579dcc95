import { constants } from 'node:fs'
import { access, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { InfluxClient } from '../../client/influx-client.ts'
import { UsageError } from '../../errors/index.ts'
import type { NewToken } from '../../provision/apply-context.ts'
import { writeWhole } from '../../report/report-file.ts'

/** Finds out before a token is made whether it could be saved. @throws UsageError when not. */
export async function checkTokenFile(path: string): Promise<void> {
  try {
    await access(dirname(path), constants.W_OK)
  } catch (cause) {
    throw new UsageError({
      operation: `save new tokens to ${path}`,
      expected: 'a folder that can be written',
      found: (cause as NodeJS.ErrnoException).code ?? 'an error',
      next: 'Name another path with --token-out',
      cause,
    })
  }
}

/**
 * Adds tokens to a file that only its owner may read, one `<contract>/<key>=<token>` a line; lines of other keys stay.
 * When the file cannot be written the tokens are deleted from the server again: nobody could ever use them.
 */
export async function saveTokens(
  path: string,
  tokens: readonly NewToken[],
  { contract, client }: { readonly contract: string; readonly client: InfluxClient },
): Promise<void> {
  const lines = new Map((await linesOf(path)).map((line) => [line.split('=', 1)[0] ?? line, line]))
  for (const { key, token } of tokens) lines.set(`${contract}/${key}`, `${contract}/${key}=${token}`)
  try {
    await writeWhole(path, `${[...lines.values()].join('\n')}\n`, { what: 'new tokens', mode: 0o600 })
  } catch (error) {
    for (const { id } of tokens) await client.authorizations.remove(id)
    throw error
  }
}

async function linesOf(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => '')
  return text.split('\n').filter((line) => line !== '')
}
