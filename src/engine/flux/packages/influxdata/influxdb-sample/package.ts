import type { Package } from '../../builtin.ts'
import { fluxDefined } from '../../flux-defined.ts'

/** Moves all rows so that the last one stands at now. */
const alignToNow = fluxDefined(
  'alignToNow',
  `(tables=<-) => {
    newest = tables |> keep(columns: ["_time"]) |> last(column: "_time") |> findRecord(fn: (key) => true, idx: 0)
    return tables |> timeShift(duration: duration(v: int(v: now()) - int(v: newest._time)))
  }`,
)

/** Import path `influxdata/influxdb/sample`: the sample data themselves come from the network, which is refused. */
export const sampleData: Package = { alignToNow }
