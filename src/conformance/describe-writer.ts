import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { allCases } from './cases/all-cases.ts'
import { createReader, type Reader } from './read-back.ts'
import { runCase, type Way } from './run-case.ts'
import type { WriterFactory } from './writer-adapter.ts'

export interface DescribeWriterOptions {
  /** Default `sockets`, which every writer knows. */
  readonly way?: Way
  /** Whether a case runs. Default: all do. */
  readonly only?: (id: string) => boolean
}

/** Declares one vitest test for each case of the conformance kit, named by its id; a fresh writer is made for each. */
export function describeWriter(name: string, writer: WriterFactory, options: DescribeWriterOptions = {}): void {
  const { way = 'sockets', only = () => true } = options
  describe(`writer ${name}`, () => {
    let reader: Reader
    beforeAll(async () => {
      reader = await createReader()
    })
    afterAll(async () => {
      await reader[Symbol.asyncDispose]()
    })
    for (const one of allCases.filter(({ id }) => only(id))) {
      test(`${one.id}: ${one.says}`, async () => {
        const { findings, observed } = await runCase(one, { writer, reader, way })
        expect(findings, observed.join('\n')).toEqual([])
      })
    }
  })
}
