import { describe, expect, it } from 'vitest'
import { EntranceMemory } from '../../pages/shared/login/entrance-memory.ts'
import { Login } from '../../pages/shared/login/login.ts'
import { APP, SERVER } from '../kit/engine-kit.ts'
import { TypedTown } from '../sdk/sdk-kit.ts'
import { memoryOf } from './chat/chat-kit.ts'

const form = { appId: APP, server: SERVER, userId: '' }

class Window {
  readonly login: Login
  readonly memory: EntranceMemory
  constructor(
    private readonly town: TypedTown,
    kept: ReturnType<typeof memoryOf>,
    device: string
  ) {
    this.login = new Login((options) => town.client(device, options))
    this.memory = new EntranceMemory(this.login, kept)
  }
  enter(userId: string): Promise<void> {
    return this.town.done(this.login.enter({ ...form, userId }))
  }
}

describe('who a window belongs to', () => {
  const open = () => {
    const town = new TypedTown()
    const kept = memoryOf()
    let lives = 0
    return { town, life: () => new Window(town, kept, `life ${++lives}`) }
  }

  it('is nobody at first, and the one whom a link names', () => {
    const { life } = open()
    expect(life().memory.arrive({}, form)).toEqual({ ...form, enter: false })
    expect(life().memory.arrive({ user: 'alice' }, form)).toEqual({ ...form, userId: 'alice', enter: true })
  })

  it('is the one who is inside, for the next page and after a reload, whatever its link said at first', async () => {
    const { life } = open()
    const first = life()
    first.memory.arrive({ user: 'alice' }, form)
    await first.enter('bob')
    expect(first.memory.arrive({}, form)).toEqual({ ...form, userId: 'bob', enter: false })
    expect(life().memory.arrive({ user: 'alice' }, form)).toEqual({ ...form, userId: 'bob', enter: true })
  })

  it('is the one whom another link names', async () => {
    const { life } = open()
    const first = life()
    first.memory.arrive({ user: 'alice' }, form)
    await first.enter('alice')
    expect(first.memory.arrive({ user: 'carol' }, form)).toEqual({ ...form, userId: 'carol', enter: true })
    expect(first.memory.arrive({ user: 'alice', device: 'tablet' }, form)).toMatchObject({
      userId: 'alice',
      enter: false
    })
  })

  it('is in the form after they have left, and does not log in by itself', async () => {
    const { town, life } = open()
    const first = life()
    await first.enter('bob')
    await town.done(first.login.leave())
    expect(life().memory.arrive({}, form)).toEqual({ ...form, userId: 'bob', enter: false })
  })

  it('stays who they are when somebody else is refused', async () => {
    const { life } = open()
    const first = life()
    await first.enter('bob')
    await expect(first.enter('ü')).rejects.toMatchObject({ code: 'invalid' })
    expect(life().memory.arrive({}, form)).toMatchObject({ userId: 'bob', enter: false })
  })
})

describe('the login of a window', () => {
  it('is that of the newest attempt, however they end', async () => {
    const { town, life } = (() => {
      const made = new TypedTown()
      return { town: made, life: () => new Login((options) => made.client('one', options)) }
    })()
    const login = life()
    const first = login.enter({ ...form, userId: 'alice' }).catch((error: unknown) => (error as { code: string }).code)
    const second = login.enter({ ...form, userId: 'bob' })
    await town.done(second)
    expect(await first).toBe('aborted')
    expect(login.state).toMatchObject({ userId: 'bob', connection: 'connected', entering: false })
  })
})
