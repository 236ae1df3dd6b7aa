// A page by the interface that it calls.
import type { Town } from '../town.ts'
import { ArPage } from './ar-page.ts'
import { EnginePage } from './engine-page.ts'
import type { Kind, Page } from './page.ts'
import { TypedPage } from './typed-page.ts'

export const pageOf = (kind: Kind, town: Town, user: string, peer: string): Page =>
  kind === 'engine'
    ? new EnginePage(town, user, peer)
    : kind === 'AR'
      ? new ArPage(town, user, peer)
      : new TypedPage(town, user, peer)
