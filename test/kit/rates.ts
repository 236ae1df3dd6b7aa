// One rate for everything: tests that are not about rates want them out of the way.
import { defaultLimits } from '../../server/src/config/apps.ts'
import type { Rate, Rates } from '../../server/src/config/apps.ts'

export const everyRate = (rate: Rate): Rates =>
  Object.fromEntries(Object.keys(defaultLimits.rates).map((name) => [name, rate])) as unknown as Rates
