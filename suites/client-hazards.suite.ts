import { describe, expect, test } from 'vitest'
import { ClientError } from '../src/client/client-error.ts'
import type { StartedTarget } from '../src/target/target.ts'
import { byFluxproof, clientHazards } from './support/client-hazards.ts'
import { useSuiteOrg } from './support/use-suite-org.ts'

const goodTime = '1700000000123456789'

/** What the official client's points become, on the wire, on the server, and with fluxproof instead (docs/client-hazards.md). */
export function clientHazardsSuite(target: StartedTarget): void {
  describe('hazards of the official client', () => {
    const bench = useSuiteOrg(target, 'client-hazards')

    describe.each(clientHazards)('$given', ({ make, sends, server, record, fluxproof }) => {
      test('is sent as the page says', () => {
        let line: string | undefined
        try {
          line = make().toLineProtocol()
        } catch (error) {
          expect(error).toBeInstanceOf(Error)
        }
        expect(line).toBe(sends)
      })

      if (record !== undefined) {
        test('is written exactly, or refused with its rule, by fluxproof', () => {
          expect(byFluxproof(record)).toBe(fluxproof)
        })
      }

      if (sends !== undefined) {
        test('becomes what the page says on the server', async () => {
          const bucket = await bench.bucket()
          const status = await bench.write(bucket, [sends, `good v=1 ${goodTime}`]).then(
            () => 204,
            (error: unknown) => {
              if (!(error instanceof ClientError)) throw error
              return error.status
            },
          )
          const rows = await bench.rows(bucket)
          const stored = rows.map(({ values }) => {
            const tag = ['k', 'time'].find((key) => values[key] !== undefined)
            const tags = tag === undefined ? '' : `,${tag}=${values[tag]}`
            return `${values._measurement}${tags} ${values._field}=${values._value}`
          })
          const isFieldTime = sends.includes('time=2')
          expect(status).toBe(isFieldTime && target.version.startsWith('2.9') ? 422 : server.status)
          expect(stored.sort()).toEqual([...server.stored].sort())
        })
      }

      if (
        record !== undefined &&
        sends !== undefined &&
        byFluxproof(record) === fluxproof &&
        fluxproof.includes(' v=')
      ) {
        test('is stored exactly when fluxproof writes it', async () => {
          const bucket = await bench.bucket()
          await bench.write(bucket, byFluxproof(record))
          const [row] = await bench.rows(bucket)
          expect(row?.values._value).toBe(record.fields[0]?.[1].value)
          expect(row?.values._time).toBe(record.time)
        })
      }
    })
  })
}
