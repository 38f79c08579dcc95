/** Where a node stands in its script: lines and columns from 1, columns counted in bytes as the compiler does. */
export interface SourceLocation {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
  readonly source?: string
  readonly file?: string
}

interface NodeBase {
  readonly location: SourceLocation
  readonly errors?: readonly { readonly msg: string }[]
}

export interface Identifier extends NodeBase {
  readonly type: 'Identifier'
  readonly name: string
}
export interface StringLiteral extends NodeBase {
  readonly type: 'StringLiteral'
  readonly value: string
}
/** `value` absent in an object means the variable of the same name, in parameters that there is no default. */
export interface Property extends NodeBase {
  readonly key: Identifier | StringLiteral
  readonly value: Expression | null
}
export interface ArrayExpression extends NodeBase {
  readonly type: 'ArrayExpression'
  readonly elements?: readonly Expression[]
}
export interface DictExpression extends NodeBase {
  readonly type: 'DictExpression'
  readonly elements?: readonly { readonly key: Expression; readonly val: Expression }[]
}
export interface Block extends NodeBase {
  readonly type: 'Block'
  readonly body: readonly Statement[]
}
export interface FunctionExpression extends NodeBase {
  readonly type: 'FunctionExpression'
  readonly params: readonly Property[]
  readonly body: Expression | Block
}
export interface LogicalExpression extends NodeBase {
  readonly type: 'LogicalExpression'
  readonly operator: 'and' | 'or'
  readonly left: Expression
  readonly right: Expression
}
export interface ObjectExpression extends NodeBase {
  readonly type: 'ObjectExpression'
  readonly with?: Identifier | null
  readonly properties?: readonly Property[]
}
export interface ParenExpression extends NodeBase {
  readonly type: 'ParenExpression'
  readonly expression: Expression
}
/** The callee's single argument is an ObjectExpression of named arguments. */
export interface CallExpression extends NodeBase {
  readonly type?: 'CallExpression'
  readonly callee: Expression
  readonly arguments?: readonly Expression[]
}
export interface PipeExpression extends NodeBase {
  readonly type: 'PipeExpression'
  readonly argument: Expression
  readonly call: CallExpression
}
export interface BinaryExpression extends NodeBase {
  readonly type: 'BinaryExpression'
  readonly operator: string
  readonly left: Expression
  readonly right: Expression
}
export interface UnaryExpression extends NodeBase {
  readonly type: 'UnaryExpression'
  readonly operator: '-' | '+' | 'not' | 'exists'
  readonly argument: Expression
}
export interface MemberExpression extends NodeBase {
  readonly type: 'MemberExpression'
  readonly object: Expression
  readonly property: Identifier | StringLiteral
}
export interface IndexExpression extends NodeBase {
  readonly type: 'IndexExpression'
  readonly array: Expression
  readonly index: Expression
}
export interface ConditionalExpression extends NodeBase {
  readonly type: 'ConditionalExpression'
  readonly test: Expression
  readonly consequent: Expression
  readonly alternate: Expression
}
export interface StringExpression extends NodeBase {
  readonly type: 'StringExpression'
  readonly parts: readonly (
    | (NodeBase & { readonly type: 'TextPart'; readonly value: string })
    | (NodeBase & { readonly type: 'InterpolatedPart'; readonly expression: Expression })
  )[]
}
export interface DurationLiteral extends NodeBase {
  readonly type: 'DurationLiteral'
  readonly values: readonly { readonly magnitude: number; readonly unit: string }[]
}
export interface Literal extends NodeBase {
  readonly type: 'BooleanLiteral' | 'DateTimeLiteral' | 'FloatLiteral' | 'IntegerLiteral' | 'RegexpLiteral'
  readonly value: string | number | boolean
}
export interface OtherExpression extends NodeBase {
  readonly type: 'PipeLiteral' | 'LabelLiteral' | 'UnsignedIntegerLiteral' | 'BadExpression'
}

export type Expression =
  | Identifier
  | StringLiteral
  | ArrayExpression
  | DictExpression
  | FunctionExpression
  | LogicalExpression
  | ObjectExpression
  | ParenExpression
  | (CallExpression & { readonly type: 'CallExpression' })
  | PipeExpression
  | BinaryExpression
  | UnaryExpression
  | MemberExpression
  | IndexExpression
  | ConditionalExpression
  | StringExpression
  | DurationLiteral
  | Literal
  | OtherExpression

export interface VariableAssignment extends NodeBase {
  readonly type: 'VariableAssignment'
  readonly id: Identifier
  readonly init: Expression
}
export interface MemberAssignment extends NodeBase {
  readonly type: 'MemberAssignment'
  readonly member: MemberExpression
  readonly init: Expression
}
export type Statement =
  | (NodeBase & { readonly type: 'ExpressionStatement'; readonly expression: Expression })
  | VariableAssignment
  | (NodeBase & { readonly type: 'OptionStatement'; readonly assignment: VariableAssignment | MemberAssignment })
  | (NodeBase & { readonly type: 'ReturnStatement'; readonly argument: Expression })
  | (NodeBase & { readonly type: 'BuiltinStatement' | 'TestCaseStatement' | 'BadStatement' })

export interface File extends NodeBase {
  readonly type?: 'File'
  readonly name?: string
  readonly package: (NodeBase & { readonly name: Identifier }) | null
  readonly imports?: readonly (NodeBase & {
    readonly as: Identifier | null
    readonly path: StringLiteral
  })[]
  readonly body: readonly Statement[]
}
