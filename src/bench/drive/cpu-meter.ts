/** Starts to measure; the returned function tells the processor time of this process since then, all threads, user and system, in ms. */
export function cpuMeter(): () => number {
  const before = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1000
  }
}
