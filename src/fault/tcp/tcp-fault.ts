/** What goes wrong with the bytes of one connection, whatever they mean. Absent parts leave them alone; parts add up. */
export interface TcpFault {
  /** Every byte arrives so much later, in ms. Bytes under way do not hold up those behind them. */
  readonly latencyMs?: number
  /** Up to so much more or less, in ms, drawn for each slice. Bytes stay in order. */
  readonly jitterMs?: number
  /** Bytes a second, each way on its own. Greater than 0. */
  readonly bytesPerSecond?: number
  /** Bytes go on in slices, each written by itself, of so many bytes at most. From 1; default 16 384. */
  readonly sliceBytes?: number
  /** Both ends get RST when exactly so many bytes went one way; 0: as soon as the connection is open. */
  readonly resetAfterBytes?: number
  /** Black hole: when exactly so many bytes went one way, nothing goes on either way and nobody is told. */
  readonly silentAfterBytes?: number
  /** How long the black hole lasts until both ends get RST, in ms. Default: until one end closes. */
  readonly silentMs?: number
  /** The way on which bytes are disturbed and counted. Default: each. */
  readonly towards?: Way
}

/** The way bytes go. */
export type Way = 'server' | 'client'
