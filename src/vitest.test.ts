import { temporaryFolder } from '../suites/support/temporary-folder.ts'
import { describeContract } from './vitest.ts'

const contract = `contract: 1
name: described
org: described
buckets:
  readings:
    name: readings
    retention: 30d
    measurements:
      room: { tags: { room: { required: true, values: [kitchen] } }, fields: { celsius: { type: float } } }
`

// Read while tests are collected, so the folder may go at once. The tests are those that it declares.
using folder = temporaryFolder()
describeContract(folder.write('described.yaml', contract), { target: 'embedded' })
