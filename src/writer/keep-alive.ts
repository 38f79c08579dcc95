/** Keeps the process running while `promise` is awaited: the timers behind it do not, and a process that ends in a flush would lose points. */
export async function keepAlive<T>(promise: Promise<T>): Promise<T> {
  const timer = setInterval(() => undefined, 1_000_000_000)
  try {
    return await promise
  } finally {
    clearInterval(timer)
  }
}
