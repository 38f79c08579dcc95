import { FluxArray, isNull } from '../../values/value.ts'
import { builtin } from '../builtin.ts'

/** One array after another. */
export const concat = builtin('concat', ['<-arr', 'v'], (args) => {
  return new FluxArray([...args.array('arr').elements, ...args.array('v').elements])
})

/** The array of what a function makes of each element. */
export const map = builtin('map', ['<-arr', 'fn'], (args, { call }) => {
  const fn = args.func('fn')
  return new FluxArray(args.array('arr').elements.map((x) => call(fn, { x })))
})

/** The elements that a function accepts. */
export const filter = builtin('filter', ['<-arr', 'fn'], (args, { call }) => {
  const fn = args.func('fn')
  const accepted = args.array('arr').elements.filter((x) => {
    const verdict = call(fn, { x })
    return !isNull(verdict) && verdict === true
  })
  return new FluxArray(accepted)
})
