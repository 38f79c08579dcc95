interface Centroid {
  mean: number
  weight: number
}

/** Rank statistics from centroids, with the arithmetic of the server's t-digest, so that estimates agree in every digit. */
export class TDigest {
  readonly #compression: number
  readonly #maxProcessed: number
  readonly #maxUnprocessed: number
  #processed: Centroid[] = []
  #unprocessed: Centroid[] = []
  #processedWeight = 0
  #unprocessedWeight = 0
  #min = Number.MAX_VALUE
  #max = -Number.MAX_VALUE

  constructor(compression: number) {
    this.#compression = compression
    this.#maxProcessed = 2 * Math.ceil(compression)
    this.#maxUnprocessed = 8 * Math.ceil(compression)
  }

  /** NaN is ignored. */
  add(value: number): void {
    if (Number.isNaN(value)) return
    this.#unprocessed.push({ mean: value, weight: 1 })
    this.#unprocessedWeight += 1
    if (this.#processed.length > this.#maxProcessed || this.#unprocessed.length > this.#maxUnprocessed) this.#process()
  }

  /** NaN without values. */
  quantile(q: number): number {
    this.#process()
    const [first] = this.#processed
    const last = this.#processed.at(-1)
    if (first === undefined || last === undefined) return Number.NaN
    if (this.#processed.length === 1) return first.mean
    const index = q * this.#processedWeight
    if (index <= first.weight / 2) return this.#min + ((2 * index) / first.weight) * (first.mean - this.#min)
    const cumulative = this.#cumulative()
    const lower = cumulative.findIndex((weight) => weight >= index)
    const left = this.#processed[lower - 1]
    const right = this.#processed[lower]
    if (lower + 1 < cumulative.length && left !== undefined && right !== undefined) {
      const z1 = index - (cumulative[lower - 1] ?? 0)
      const z2 = (cumulative[lower] ?? 0) - index
      return weightedAverage([left.mean, z2], [right.mean, z1])
    }
    const z1 = index - this.#processedWeight - last.weight / 2
    return weightedAverage([last.mean, z1], [this.#max, last.weight / 2 - z1])
  }

  #cumulative(): number[] {
    let total = 0
    const cumulative = this.#processed.map(({ weight }) => {
      const middle = total + weight / 2
      total += weight
      return middle
    })
    return [...cumulative, total]
  }

  #process(): void {
    if (this.#unprocessed.length === 0 && this.#processed.length <= this.#maxProcessed) return
    const all = [...this.#unprocessed, ...this.#processed].sort((a, b) => a.mean - b.mean)
    const [first, ...rest] = all
    this.#unprocessed = []
    if (first === undefined) return
    this.#processedWeight += this.#unprocessedWeight
    this.#unprocessedWeight = 0
    let current = { ...first }
    const merged = [current]
    let soFar = first.weight
    let limit = this.#processedWeight * this.#integratedQ(1)
    for (const centroid of rest) {
      const projected = soFar + centroid.weight
      if (projected <= limit) {
        soFar = projected
        current.weight += centroid.weight
        current.mean += (centroid.weight * (centroid.mean - current.mean)) / current.weight
      } else {
        limit = this.#processedWeight * this.#integratedQ(this.#integratedLocation(soFar / this.#processedWeight) + 1)
        soFar += centroid.weight
        current = { ...centroid }
        merged.push(current)
      }
    }
    this.#processed = merged
    this.#min = Math.min(this.#min, merged[0]?.mean ?? this.#min)
    this.#max = Math.max(this.#max, current.mean)
  }

  #integratedQ(k: number): number {
    const c = this.#compression
    return (Math.sin((Math.min(k, c) * Math.PI) / c - Math.PI / 2) + 1) / 2
  }

  #integratedLocation(q: number): number {
    return (this.#compression * (Math.asin(2 * q - 1) + Math.PI / 2)) / Math.PI
  }
}

function weightedAverage(a: readonly [number, number], b: readonly [number, number]): number {
  const [[x1, w1], [x2, w2]] = a[0] <= b[0] ? [a, b] : [b, a]
  const x = (x1 * w1 + x2 * w2) / (w1 + w2)
  return Math.max(x1, Math.min(x, x2))
}
