#!/usr/bin/env node
// Plain JavaScript on purpose: it must run on any Node far enough to say that this Node is too old.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `fluxproof needs Node 24 or newer and found ${process.versions.node}: install a newer Node, or put it first on the PATH.`,
  )
  process.exitCode = 64
} else {
  import('../dist/cli/main.js')
}
