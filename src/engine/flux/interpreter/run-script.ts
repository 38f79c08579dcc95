import type { File, Statement } from '../language/ast.ts'
import { TableStream } from '../plan/table-stream.ts'
import { evaluate, propertyName } from './evaluate.ts'
import { PackageValue } from './package-value.ts'
import type { Runtime } from './runtime.ts'
import { Scope } from './scope.ts'

/** Evaluates the files of one script in one scope; streams that statements name alone become side effects. */
export function runScript(files: readonly File[], runtime: Runtime): Scope {
  const universe = new Scope({ fallback: (name) => runtime.member('universe', name) })
  const scope = new Scope({ parent: universe })
  for (const file of files) {
    for (const { as, path } of file.imports ?? []) {
      const name = as?.name ?? path.value.slice(path.value.lastIndexOf('/') + 1)
      scope.set(name, new PackageValue(path.value, (member) => runtime.member(path.value, member)))
    }
    for (const statement of file.body) runStatement(statement, scope, runtime)
  }
  return scope
}

function runStatement(statement: Statement, scope: Scope, runtime: Runtime): void {
  switch (statement.type) {
    case 'ExpressionStatement': {
      const value = evaluate(statement.expression, scope)
      if (value instanceof TableStream) runtime.addSideEffect(value.node)
      return
    }
    case 'VariableAssignment':
      scope.set(statement.id.name, evaluate(statement.init, scope))
      return
    case 'OptionStatement': {
      const { assignment } = statement
      const value = evaluate(assignment.init, scope)
      if (assignment.type === 'VariableAssignment') {
        scope.set(assignment.id.name, value)
        runtime.setOption(assignment.id.name, value)
        return
      }
      const target = evaluate(assignment.member.object, scope)
      const { property } = assignment.member
      const name = propertyName({ key: property, value: null, location: property.location })
      if (target instanceof PackageValue) runtime.setOption(`${target.path}.${name}`, value)
      return
    }
    default:
      return
  }
}
