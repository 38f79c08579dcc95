import type { CheckOf } from '../../contract/check.ts'
import type { Verdict } from '../../contract/verdict.ts'
import type { Observation } from '../observation.ts'
import { inBucket, withValue } from './gates.ts'
import { failed, passed } from './verdicts.ts'

export function evaluateDbrp(check: CheckOf<'dbrp'>, observation: Observation): Verdict {
  return inBucket(check, observation, (record) =>
    withValue(check, observation.dbrps, (all) => {
      const expected = `${check.database}/${check.policy} mapped to ${check.bucket.name}${check.default ? ', default' : ', not default'}`
      const next = 'Create or correct the mapping with apply'
      const named = all.filter((one) => one.database === check.database && one.retention_policy === check.policy)
      // A mapping that someone made comes before the server's own of the same name.
      const mapping = named.find((one) => one.virtual !== true) ?? named[0]
      if (mapping === undefined) return failed(check, { expected, found: 'no such mapping', next })
      if (mapping.bucketID !== record.id) {
        return failed(check, { expected, found: `mapped to the bucket ${mapping.bucketID}`, next })
      }
      if (mapping.default === check.default) return passed(check)
      return failed(check, { expected, found: mapping.default ? 'it is the default' : 'it is not the default', next })
    }),
  )
}
