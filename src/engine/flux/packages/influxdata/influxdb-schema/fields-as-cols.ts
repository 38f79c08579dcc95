import { fluxDefined } from '../../flux-defined.ts'

/** A column a field, a row a time. */
export const fieldsAsCols = fluxDefined(
  'fieldsAsCols',
  '(tables=<-) => tables |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")',
)
