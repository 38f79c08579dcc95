import { requireContract } from '../../src/contract/load-contract.ts'
import { ByteWriter, encodePoint } from '../../src/line-protocol.ts'
import { normalizerFor } from '../../src/normalize/for-contract.ts'
import { registryFile } from '../../src/normalize/generate/home.ts'
import { generateStateChanges } from '../../src/normalize/generate/state-changes.ts'
import { parseRegistry } from '../../src/normalize/home-assistant/registry.ts'

const batchSize = 1000

/** The systems whose events come from Home Assistant. */
export const homes = ['homeiq', 'home-assistant'] as const

/**
 * The JSON text of so many state changes over a day, as Home Assistant fires them: every domain, old and new state whole, context, a restart,
 * unavailable and removed entities; about 1100 bytes each.
 */
export function eventTexts(count: number): readonly string[] {
  const day = { startMs: Date.UTC(2026, 0, 15), spanMs: 86_400_000 }
  return [...generateStateChanges({ seed: 1, ...day, events: count })].map((event) => JSON.stringify(event))
}

/**
 * From the texts of events to the bytes of request bodies of 1000, by a system's contract, as `fluxproof normalize` does it. Fails where these bytes are not
 * those of the points that the same events become.
 */
export function normalizing(system: (typeof homes)[number], texts: readonly string[]): () => void {
  const { lines, unwrap } = open(system)
  const batches = Array.from({ length: Math.ceil(texts.length / batchSize) }, (_, index) =>
    texts.slice(index * batchSize, (index + 1) * batchSize),
  )
  const writer = new ByteWriter()
  const run = (onBody: (body: Uint8Array) => void) => {
    for (const batch of batches) {
      for (const text of batch) {
        if (lines.writeText(text, writer) !== undefined) continue
        for (const item of unwrap(JSON.parse(text))) if (item.kind === 'event') lines.write(item.event, writer)
      }
      onBody(writer.view())
      writer.truncate(0)
    }
  }
  const bodies: Uint8Array[] = []
  run((body) => bodies.push(body.slice()))
  if (Buffer.compare(Buffer.concat(bodies), bytesOfPoints(system, texts)) !== 0)
    throw new Error(`bench:codec: expected the lines of ${system} to be those of its points`)
  return () => run(() => {})
}

function bytesOfPoints(system: (typeof homes)[number], texts: readonly string[]): Uint8Array {
  const { normalize, unwrap } = open(system)
  const lines = texts.flatMap((text) =>
    unwrap(JSON.parse(text)).flatMap((item) => {
      const outcome = item.kind === 'event' ? normalize(item.event) : item
      if (outcome.kind === 'drop') return []
      const encoded = encodePoint(outcome.point)
      if (!encoded.ok) throw new Error(`bench:codec: expected points that can be written, found ${text}`)
      return `${encoded.line}\n`
    }),
  )
  return Buffer.from(lines.join(''))
}

function open(system: (typeof homes)[number]) {
  const path = new URL(`../../fixtures/contracts/${system}.yaml`, import.meta.url).pathname
  const registry = parseRegistry(registryFile())
  const normalizer = normalizerFor(requireContract(path, { env: {} }), { registry, timeZone: 'Europe/Berlin' })
  const { lines, unwrap } = normalizer
  if (lines === undefined || unwrap === undefined)
    throw new Error(`bench:codec: expected ${system} to have Home Assistant's events`)
  return { ...normalizer, lines, unwrap }
}
