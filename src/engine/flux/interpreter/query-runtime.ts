import type { FluxHost } from '../host.ts'
import type { File } from '../language/ast.ts'
import { FluxError, NotImplemented } from '../language/flux-error.ts'
import { Builtin, bindBuiltin } from '../packages/builtin.ts'
import { bindFluxDefined, FluxDefined } from '../packages/flux-defined.ts'
import { loadedPackage } from '../packages/registry.ts'
import { execute } from '../plan/execute.ts'
import type { PlanNode } from '../plan/node.ts'
import { FluxFunction, Time, type Value } from '../values/value.ts'
import { call } from './call.ts'
import type { Runtime } from './runtime.ts'

/** The runtime of one query; `sideEffects` collects streams in the order in which they were made. */
export function createRuntime(
  host: FluxHost,
  parse: (text: string) => File,
): Runtime & { readonly sideEffects: readonly PlanNode[] } {
  const options = new Map<string, Value>()
  const bound = new Map<object, FluxFunction>()
  const sideEffects: PlanNode[] = []
  let now: bigint | undefined

  const runtime: Runtime & { readonly sideEffects: readonly PlanNode[] } = {
    host,
    sideEffects,
    nowNs() {
      now ??= readNow(options.get('now')) ?? host.nowNs
      return now
    },
    option: (name) => options.get(name),
    setOption(name, value) {
      options.set(name, value)
      if (name === 'now') now = undefined
    },
    member(packagePath, name) {
      const option = options.get(packagePath === 'universe' ? name : `${packagePath}.${name}`)
      if (option !== undefined) return option
      const members = loadedPackage(packagePath)
      const member = members !== undefined && Object.hasOwn(members, name) ? members[name] : undefined
      if (member === undefined) throw new NotImplemented(packagePath === 'universe' ? name : `${packagePath}.${name}`)
      if (member instanceof Builtin) return runtime.bind(member, () => bindBuiltin(member, runtime))
      if (member instanceof FluxDefined) return runtime.bind(member, () => bindFluxDefined(member, runtime))
      return member
    },
    addSideEffect: (node) => void sideEffects.push(node),
    parse,
    execute: (node) => execute([node], runtime)[0] ?? [],
    bind(key, make) {
      const known = bound.get(key)
      if (known !== undefined) return known
      const made = make()
      bound.set(key, made)
      return made
    },
  }
  return runtime
}

const nowLocation = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } }

function readNow(option: Value | undefined): bigint | undefined {
  if (option === undefined) return undefined
  if (option instanceof FluxFunction) {
    const value = call(option, new Map(), { frame: { name: 'now', location: nowLocation, row: true } })
    if (value instanceof Time) return value.ns
  }
  throw new FluxError('now option must be a function that returns a time', { code: 'internal error' })
}
