/** Inclusive bounds that a value is moved into before it is written: a prediction is never negative, a confidence is a share. */
export const clamps: Readonly<Record<string, readonly [min: number, max: number]>> = {
  predicted_kw: [0, Number.MAX_VALUE],
  confidence: [0, 1],
}

/** Inclusive bounds of what a meter can say; a reading outside is refused whole, as the ingest refuses it. */
export const readingRange: readonly [min: number, max: number] = [0, 1000]
