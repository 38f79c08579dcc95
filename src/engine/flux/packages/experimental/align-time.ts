import { fluxDefined } from '../flux-defined.ts'

/** Moves each table so that its first row stands at a time. */
export const alignTime = fluxDefined(
  'alignTime',
  `(tables=<-, alignTo=time(v: 0)) => tables
    |> stateDuration(fn: (r) => true, column: "timeDiff", unit: 1ns)
    |> map(fn: (r) => ({r with _time: time(v: int(v: alignTo) + r.timeDiff)}))
    |> drop(columns: ["timeDiff"])`,
)
