import type { ConformanceCase } from '../conformance-case.ts'
import { answerCases } from './answer-cases.ts'
import { callCases } from './call-cases.ts'
import { contentCases } from './content-cases.ts'
import { faultCases } from './fault-cases.ts'
import { tcpCases } from './tcp-cases.ts'
import { truthCases } from './truth-cases.ts'

/** Every case of the conformance kit. */
export const allCases: readonly ConformanceCase[] = [
  ...truthCases,
  ...callCases,
  ...contentCases,
  ...answerCases,
  ...faultCases,
  ...tcpCases,
]
