/**
 * Counts the distinct times of every tag set, whatever its fields. `_value` goes first, so that tables of different types can meet; the times become integers,
 * because count() takes no times.
 */
export const countOfTimes = [
  'drop(columns: ["_value", "_field"])',
  'group(columns: ["_time"], mode: "except")',
  'duplicate(column: "_time", as: "_value")',
  'toInt()',
  'distinct()',
  'count()',
].join(' |> ')
