import { anew } from './anew.ts'
import { attributes } from './attributes.ts'
import { breaks } from './breaks.ts'
import { channels } from './channels.ts'
import { clocks } from './clocks.ts'
import { demo } from './demo.ts'
import { every } from './every.ts'
import { faults } from './faults.ts'
import { handles } from './handles.ts'
import { inARow } from './in-a-row.ts'
import { invitations } from './invitations.ts'
import { invitationsAway } from './invitations-away.ts'
import { life } from './life.ts'
import { log } from './log.ts'
import { login } from './login.ts'
import { messages } from './messages.ts'
import { offline } from './offline.ts'
import { presence } from './presence.ts'
import { stopped } from './stopped.ts'
import { stress } from './stress.ts'
import { tokens } from './tokens.ts'
import type { Scenario } from './scenario.ts'

export const scenarios: readonly Scenario[] = [
  ...login,
  ...demo,
  ...every,
  ...tokens,
  ...life,
  ...log,
  ...messages,
  ...offline,
  ...channels,
  ...presence,
  ...attributes,
  ...invitations,
  ...invitationsAway,
  ...inARow,
  ...handles,
  ...faults,
  ...breaks,
  ...clocks,
  ...stopped,
  stress,
  ...anew
]
