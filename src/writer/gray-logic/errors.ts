import { FluxproofError } from '../../errors/index.ts'

/** InfluxDB is disabled in the configuration. */
export class DisabledError extends FluxproofError {
  constructor() {
    super({ operation: 'connect to InfluxDB', found: 'it is disabled', next: 'Set influxdb.enabled to true' })
  }
}

/** The client was closed. */
export class NotConnectedError extends FluxproofError {
  constructor(operation: string) {
    super({ operation, expected: 'a connected client', found: 'a closed one', next: 'Connect again' })
  }
}

/** No authenticated call succeeded, or the bucket is not there. */
export class ConnectionFailedError extends FluxproofError {
  constructor(found: string, cause?: unknown) {
    super({ operation: 'connect to InfluxDB', expected: 'an authenticated answer and the bucket', found, cause })
  }
}
