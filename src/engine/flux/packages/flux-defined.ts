import { evaluate } from '../interpreter/evaluate.ts'
import { PackageValue } from '../interpreter/package-value.ts'
import type { Runtime } from '../interpreter/runtime.ts'
import { Scope } from '../interpreter/scope.ts'
import { FluxFunction } from '../values/value.ts'

/** A function of a package written in Flux. */
export class FluxDefined {
  readonly name: string
  readonly source: string
  /** Import paths by the name under which the source uses them. */
  readonly imports: Readonly<Record<string, string>>

  constructor(name: string, source: string, imports: Readonly<Record<string, string>>) {
    this.name = name
    this.source = source
    this.imports = imports
  }
}

/** A function of a package as a Flux function expression; failures inside are reported at the user's call. */
export function fluxDefined(name: string, source: string, imports: Readonly<Record<string, string>> = {}): FluxDefined {
  return new FluxDefined(name, source, imports)
}

/** Makes a function that is defined in Flux callable in a query. */
export function bindFluxDefined({ name, source, imports }: FluxDefined, runtime: Runtime): FluxFunction {
  const [statement] = runtime.parse(`x = ${source}`).body
  if (statement?.type !== 'VariableAssignment') throw new TypeError(`${name} is no function in Flux`)
  const { init } = statement
  const scope = new Scope({ fallback: (member) => runtime.member('universe', member) })
  for (const [local, path] of Object.entries(imports)) {
    scope.set(local, new PackageValue(path, (member) => runtime.member(path, member)))
  }
  const made = (inner: Scope): FluxFunction => {
    const value = evaluate(init, inner)
    if (!(value instanceof FluxFunction)) throw new TypeError(`${name} is no function in Flux`)
    return value
  }
  return new FluxFunction({
    name,
    parameters: made(scope).parameters,
    invoke: (args, frame) => made(new Scope({ parent: scope, library: frame })).invoke(args, frame),
  })
}
