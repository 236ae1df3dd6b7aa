import { breaks } from './breaks.ts'
import { channels } from './channels.ts'
import { faults } from './faults.ts'
import { login } from './login.ts'
import { messages } from './messages.ts'
import { stress } from './stress.ts'
import type { Scenario } from './scenario.ts'

export const scenarios: readonly Scenario[] = [...login, ...messages, ...channels, ...faults, ...breaks, stress]
