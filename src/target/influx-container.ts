import { GenericContainer, type WaitStrategy } from 'testcontainers'

/** Port that influxd listens on in every image. */
export const influxdPort = 8086

export interface InfluxContainerOptions {
  readonly labels: Readonly<Record<string, string>>
  /** Told the id of the container after it was made and before it is started. What it throws ends the start. */
  readonly onCreated: (id: string) => Promise<void>
}

/**
 * A container with influxd, which the library starts and then leaves alone: set-up and canary prove it ready, not a log
 * line and not an open port. What a crash leaves behind is swept up by `sweepAfterCrash`, which needs no second image.
 */
export class InfluxContainer extends GenericContainer {
  readonly #onCreated: (id: string) => Promise<void>

  constructor(image: string, { labels, onCreated }: InfluxContainerOptions) {
    super(image)
    this.#onCreated = onCreated
    this.withExposedPorts(influxdPort).withLabels(labels).withAutoCleanup(false).withWaitStrategy(noWait)
  }

  protected override containerCreated(id: string): Promise<void> {
    return this.#onCreated(id)
  }
}

const noWait: WaitStrategy = {
  waitUntilReady: () => Promise.resolve(),
  withStartupTimeout: () => noWait,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => 0,
}
