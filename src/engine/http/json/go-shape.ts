/** The Go type that a request body is decoded into, as far as the server's error texts tell of it. */
export type GoShape = GoScalar | GoArray | GoStruct | GoMap

/** `id`: sixteen hexadecimal digits. `any`: whatever JSON says. */
export type GoScalar = 'string' | 'int64' | 'float64' | 'bool' | 'id' | 'any' | GoNamed

/** A string of a Go type of its own, such as influxdb.Status. */
export interface GoNamed {
  readonly kind: 'named'
  readonly goType: string
}

export interface GoArray {
  readonly kind: 'array'
  /** As error texts name it: `[]tenant.retentionRule`. */
  readonly goType: string
  readonly of: GoShape
}

export interface GoMap {
  readonly kind: 'map'
  readonly goType: string
  readonly of: GoShape
}

export interface GoStruct {
  readonly kind: 'struct'
  /** With its package: `tenant.postBucketRequest`. */
  readonly goType: string
  readonly fields: Readonly<Record<string, GoShape>>
}

/** What a decoded shape is in TypeScript: fields that were absent or null are undefined. */
export type Decoded<S extends GoShape> = S extends 'string' | 'id' | GoNamed
  ? string
  : S extends 'int64'
    ? bigint
    : S extends 'float64'
      ? number
      : S extends 'bool'
        ? boolean
        : S extends { kind: 'array'; of: infer E extends GoShape }
          ? Decoded<E>[]
          : S extends { kind: 'map'; of: infer E extends GoShape }
            ? Record<string, Decoded<E>>
            : S extends { kind: 'struct'; fields: infer F extends Readonly<Record<string, GoShape>> }
              ? { -readonly [K in keyof F]?: Decoded<F[K]> }
              : unknown

/** A struct type of the server. */
export function goStruct<const F extends Readonly<Record<string, GoShape>>>(
  goType: string,
  fields: F,
): { readonly kind: 'struct'; readonly goType: string; readonly fields: F } {
  return { kind: 'struct', goType, fields }
}

/** A slice type of the server. */
export function goArray<const E extends GoShape>(
  goType: string,
  of: E,
): { readonly kind: 'array'; readonly goType: string; readonly of: E } {
  return { kind: 'array', goType, of }
}

/** A map type of the server, with string keys. */
export function goMap<const E extends GoShape>(
  goType: string,
  of: E,
): { readonly kind: 'map'; readonly goType: string; readonly of: E } {
  return { kind: 'map', goType, of }
}

/** A string type of the server. */
export function goNamed(goType: string): GoNamed {
  return { kind: 'named', goType }
}
