/** The entries that have a value: optional properties are absent, never undefined. */
export type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Drops the entries whose value is undefined. */
export function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>
}
