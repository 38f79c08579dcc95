import type { Value } from '../values/value.ts'

/** An imported package: its members are looked up on use. */
export class PackageValue {
  readonly path: string
  readonly member: (name: string) => Value
  constructor(path: string, member: (name: string) => Value) {
    this.path = path
    this.member = member
  }
}
