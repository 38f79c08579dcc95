import type { Random } from '../../normalize/generate/random.ts'

/** A field, and how its next value is drawn. Integers are drawn as safe whole numbers. */
export type FormField =
  | { readonly key: string; readonly type: 'float' | 'integer'; readonly draw: (random: Random) => number }
  | { readonly key: string; readonly type: 'boolean'; readonly draw: (random: Random) => boolean }
  | { readonly key: string; readonly type: 'string'; readonly draw: (random: Random) => string }

/** How the points of a workload look: every point has every field. */
export interface Form {
  readonly measurement: string
  /** Sorted by key. Values need no escape in line protocol. */
  readonly tags: (series: number) => readonly (readonly [key: string, value: string])[]
  /** The first is in every point and has no other type anywhere. */
  readonly fields: readonly FormField[]
}
