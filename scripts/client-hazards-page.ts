import { readFileSync, writeFileSync } from 'node:fs'
import { clientHazards } from '../suites/support/client-hazards.ts'

const pageFile = new URL('../docs/client-hazards.md', import.meta.url)
const start = '<!-- points: written by scripts/client-hazards-page.ts -->'
const end = '<!-- end of points -->'

/** docs/client-hazards.md as the cases want it, and as it is. */
export function clientHazardsPage(): { readonly wanted: string; readonly found: string } {
  const found = readFileSync(pageFile, 'utf8')
  const [before, after] = [found.indexOf(start), found.indexOf(end)]
  if (before < 0 || after < before)
    throw new Error(`docs/client-hazards.md: expected the marks "${start}" and "${end}"`)
  const wanted = `${found.slice(0, before)}${start}\n\n${table()}\n\n${found.slice(after)}`
  return { wanted, found }
}

function table(): string {
  const rows = clientHazards.map(({ given, sends, server, fluxproof }) => [
    given,
    sends === undefined ? 'nothing' : `\`${sends}\``,
    server.words,
    /^[a-z-]+$/.test(fluxproof)
      ? `refuses: \`${fluxproof}\``
      : fluxproof.includes(' v=')
        ? `\`${fluxproof}\``
        : fluxproof,
  ])
  const header = ['given', 'the client sends', 'the server', 'fluxproof']
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

if (import.meta.main) {
  const { wanted, found } = clientHazardsPage()
  if (wanted !== found) writeFileSync(pageFile, wanted)
}
