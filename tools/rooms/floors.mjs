// Who stands on whom, as rows: a room may read those below it and nothing above, types included. Rooms of one row do
// not know each other. (house rules of the server and of the engine; dependency-cruiser holds the code to them, and
// draws what is there.)

/**
 * @typedef {{ title: string, root: string, roomOf: (path: string) => string, floors: readonly (readonly string[])[],
 * only: readonly { rooms: readonly string[], from: readonly string[] }[], uts?: boolean }} House
 */

/** Back ends are chosen in app and looked at by cli; everybody else knows their contracts only. */
const BACK_ENDS = ['store/memory', 'store/disk', 'store/mail']

const NOUNS = ['channel', 'presence', 'invitation']

export const server = {
  title: 'server',
  root: 'server/src',
  roomOf: (path) => {
    const [first, second, ...rest] = path.split('/')
    if (second === undefined) return 'main'
    return first === 'store' && rest.length > 0 ? `store/${second}` : first
  },
  floors: [
    ['main'],
    ['app', 'cli'],
    ['gates', 'commands'],
    ['services'],
    ['login'],
    ['channel', 'presence', 'invitation'],
    ['user'],
    ['link'],
    ['store/disk', 'store/mail'],
    ['store/memory'],
    ['store'],
    ['wire'],
    ['config'],
    ['base']
  ],
  only: [
    { rooms: BACK_ENDS, from: ['main', 'app', 'cli', ...BACK_ENDS] },
    // What is asked of the domain is asked of a service, by commands as by every other door.
    { rooms: NOUNS, from: ['app', 'services', 'login', ...NOUNS] },
    {
      rooms: ['login', 'user', 'link'],
      from: ['app', 'cli', 'commands', 'services', 'login', 'user', 'link', ...NOUNS]
    }
  ]
}

/** Its single files in common/ are the toolbox, but for the ports and what guards them. */
export const engine = {
  title: 'engine',
  root: 'uni_modules/rtm/utssdk/common',
  uts: true,
  roomOf: (path) => {
    const [first, second] = path.split('/')
    if (second !== undefined) return first
    return ['ports.ts', 'guarded.ts'].includes(first) ? 'ports' : 'toolbox'
  },
  floors: [
    ['ar'],
    ['engine'],
    ['connection', 'channel', 'presence', 'attributes', 'invitation'],
    ['delivery'],
    ['toolbox'],
    ['ports', 'protocol']
  ],
  only: []
}
