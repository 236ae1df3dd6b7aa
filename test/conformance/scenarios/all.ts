// All scenarios, in the order of their numbers.
import { anew } from './login/anew.ts'
import { attributesByHandles } from './attributes/by-handles.ts'
import { channelAttributes } from './attributes/channel.ts'
import { attributeCodes } from './attributes/codes.ts'
import { userAttributes } from './attributes/user.ts'
import { breaks } from './links/breaks.ts'
import { channels } from './channels/channels.ts'
import { largeChannel } from './channels/large-channel.ts'
import { clocks } from './links/clocks.ts'
import { demo } from './demo.ts'
import { every } from './every.ts'
import { faults } from './links/faults.ts'
import { handles } from './handles.ts'
import { inARow } from './in-a-row.ts'
import { invitations } from './invitations/invitations.ts'
import { invitationsAway } from './invitations/invitations-away.ts'
import { life } from './login/life.ts'
import { log } from './log.ts'
import { login } from './login/login.ts'
import { messages } from './messages/messages.ts'
import { offline } from './messages/offline.ts'
import { presence } from './presence.ts'
import { stopped } from './links/stopped.ts'
import { stress } from './links/stress.ts'
import { tokens } from './login/tokens.ts'
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
  ...largeChannel,
  ...attributeCodes,
  ...userAttributes,
  ...channelAttributes,
  ...attributesByHandles,
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
