import type { Package } from '../builtin.ts'
import { constants } from './constants.ts'
import { floatFunctions } from './functions.ts'
import { otherFunctions } from './other-functions.ts'

/** Import path `math`. The Bessel functions of the second kind are left to real servers. */
export const math: Package = { ...constants, ...floatFunctions, ...otherFunctions }
