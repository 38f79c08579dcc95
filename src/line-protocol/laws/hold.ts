import fc from 'fast-check'

/**
 * How a law is tried. The environment variables `FLUXPROOF_SEED` and `FLUXPROOF_PATH` repeat a failure; `FLUXPROOF_RUNS` is the most that any law is
 * tried, for runs that repeat the tests thousands of times.
 */
export interface HoldOptions<Input> {
  /** How often; 500 by default. */
  readonly runs?: number
  /** The line protocol of an input, to be shown where the law does not hold. */
  readonly body?: (input: Input) => string
}

/**
 * Tries a law on generated input and throws where it does not hold, with a reproduction in one line: the seed, the path to the smallest
 * counterexample, and where the law is about a body, that body and the request that writes it.
 */
export function hold<Input>(
  input: fc.Arbitrary<Input>,
  law: (input: Input) => void,
  options: HoldOptions<Input> = {},
): void {
  const { FLUXPROOF_SEED: seed, FLUXPROOF_PATH: path, FLUXPROOF_RUNS: most } = process.env
  const numRuns = Math.min(options.runs ?? 500, most === undefined ? Number.POSITIVE_INFINITY : Number(most))
  const repeated = seed === undefined ? {} : { seed: Number(seed), ...(path === undefined ? {} : { path }) }
  const run = fc.check(fc.property(input, law), { numRuns, ...repeated })
  if (!run.failed) return
  const smallest = run.counterexample?.[0]
  const shown = smallest === undefined || options.body === undefined ? '' : request(options.body(smallest))
  const repeat = `repeat with FLUXPROOF_SEED=${run.seed} FLUXPROOF_PATH=${run.counterexamplePath}`
  throw new Error(`${law.name} does not hold for ${fc.stringify(smallest)}; ${repeat}${shown}`, {
    cause: run.errorInstance,
  })
}

function request(body: string): string {
  const quoted = `$'${body.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\0', '\\0')}'`
  const url = '"$INFLUX_URL/api/v2/write?org=$INFLUX_ORG&bucket=$INFLUX_BUCKET"'
  return `; line protocol ${quoted}; curl -H "Authorization: Token $INFLUX_TOKEN" --data-binary ${quoted} ${url}`
}
