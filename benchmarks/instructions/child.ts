/** `node child.ts <part> <times>`: does a part of the work so many times, after a start that is the same however often. Its instructions are counted from outside. */
import { argv } from 'node:process'
import { type PartName, parts } from './parts.ts'

const part = parts[argv[2] as PartName]
const times = Number(argv[3])
if (part === undefined || !Number.isInteger(times))
  throw new Error(`expected a part and a number, found ${argv.slice(2)}`)
const run = await part.prepare()
for (let at = 0; at < times; at++) await run()
