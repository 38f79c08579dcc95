import { FluxError } from '../../../language/flux-error.ts'
import { builtin, type Package } from '../../builtin.ts'
import { experimentalBoundaries } from '../../experimental/date-boundaries/package.ts'

/** Import path `date/boundaries`, which servers of this age refuse in favour of `experimental/date/boundaries`. */
export const boundaries: Package = Object.fromEntries(
  Object.keys(experimentalBoundaries).map((name) => [
    name,
    builtin(name, ['month_offset?', 'week_offset?', 'start_sunday?'], () => {
      throw new FluxError("the 'date/boundaries' package has been moved to 'experimental/date/boundaries'")
    }),
  ]),
)
