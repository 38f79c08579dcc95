import { createHash, createHmac } from 'node:crypto'
import { type Builtin, builtin, type Package } from '../../builtin.ts'

const digest = (name: string): Builtin =>
  builtin(name, ['v'], (args) => createHash(name).update(args.string('v')).digest('hex'))

/** A keyed SHA-1, in base64 as real servers give it. */
const hmac = builtin('hmac', ['v', 'k'], (args) =>
  createHmac('sha1', args.string('k')).update(args.string('v')).digest('base64'),
)

const b64 = builtin('b64', ['v'], (args) => Buffer.from(args.string('v')).toString('base64'))

/** Import path `contrib/qxip/hash`: its hashes that are no part of Node are left to real servers. */
export const hash: Package = { b64, hmac, md5: digest('md5'), sha1: digest('sha1'), sha256: digest('sha256') }
