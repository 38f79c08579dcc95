import { FluxError } from '../../language/flux-error.ts'
import { BareError } from '../../plan/runtime-error.ts'
import type { Column } from '../../table/column.ts'
import { compareCells } from '../../table/group-key.ts'
import { selector } from '../selector.ts'

/** The row of the least cell that is not null, the earliest of equals. */
export const min = selector('min', {
  zeroNulls: true,
  rows: (column, _, { overSource }) => extreme(column, { name: 'MinSelector', overSource }, (order) => order < 0),
})

/** The row of the greatest cell that is not null, the earliest of equals. */
export const max = selector('max', {
  zeroNulls: true,
  rows: (column, _, { overSource }) => extreme(column, { name: 'MaxSelector', overSource }, (order) => order > 0),
})

function extreme(
  column: Column,
  { name, overSource }: { name: string; overSource: boolean },
  better: (order: number) => boolean,
): number[] {
  const { type, data } = column
  if (type === 'string' || type === 'bool') {
    const message = `invalid use of function: *universe.${name} has no implementation for type ${type}`
    throw overSource ? new FluxError(message) : new BareError(message)
  }
  let best: number | undefined
  for (let row = 0; row < data.length; row++) {
    const cell = data[row] ?? null
    if (cell === null) continue
    if (best === undefined || better(compareCells(cell, data[best] ?? null))) best = row
  }
  return best === undefined ? [] : [best]
}
