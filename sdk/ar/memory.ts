// All that the stand-in remembers between two calls, in one place: of a page and of the app, and nothing of a login.
import type { Callback } from './shapes.ts'

export const memory = {
  /**
   * The page's function of setCallBack. The plugin keeps every function that it is given for ever, so it is given one,
   * once, which looks here.
   */
  page: null as Callback | null,
  /** Which life of JavaScript this is, once the plugin was told. */
  life: '',
  /** Failures of a start that the console has told. */
  failures: new Set<string>(),
  /** The address that configure was given, and the one that the plugin was told. */
  setting: '',
  applied: '',
  /** The page has named a server itself. */
  isThePages: false
}
