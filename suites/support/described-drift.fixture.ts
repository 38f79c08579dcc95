import { describeContract } from '../../src/vitest.ts'

/** Run by the test of describeContract in a vitest of its own: what it finds broken must be red there. */
describeContract(process.env.DESCRIBED_CONTRACT ?? '', { target: 'embedded' })
