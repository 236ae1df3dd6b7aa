// A stand-in for BasicServicesKit, as far as the engine's clock reads it: the time since the device was started, which
// stands still until told.
export const systemDateTime = {
  TimeType: { STARTUP: 0, ACTIVE: 1 },
  getUptime: (type: number, isNanoseconds: boolean): number => {
    if (type !== 0 || isNanoseconds) throw new Error('the engine wants milliseconds, with sleep')
    return (globalThis as unknown as { arktsUptime: () => number }).arktsUptime()
  }
}
