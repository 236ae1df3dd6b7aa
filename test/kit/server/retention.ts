// A retention that drops nothing, to change one row at a time.
import { defaultLimits, type Retention } from '../../../server/src/config/apps.ts'

export const retainAll: Retention = { ...defaultLimits.retention, messages: 1_000_000, bytes: 1_000_000_000 }
