/** dist/uts/app-harmony/index.ets, once it is compiled. */
declare module 'rtm-arkts'
