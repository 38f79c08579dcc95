#!/usr/bin/env node
import module from 'node:module'

// Plain JavaScript on purpose: it must run on any Node far enough to say that this Node is too old.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `fluxproof needs Node 24 or newer and found ${process.versions.node}: install a newer Node, or put it first on the PATH.`,
  )
  process.exitCode = 64
} else {
  // Compiled code is kept between runs: the second start of a server takes a third of the time.
  module.enableCompileCache?.()
  import('../dist/cli/main.js')
}
