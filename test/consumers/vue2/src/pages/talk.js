// What both pages do: one with the engine of the plugin, one with the same engine over uni.connectSocket.
// A mini-program comes from no server.
const server =
  typeof location === 'undefined' ? 'ws://127.0.0.1:7080/rtm' : location.origin.replace('http', 'ws') + '/rtm'

export async function talk(createRtmClient, RtmError, { user, to }, say) {
  try {
    const client = createRtmClient({ appId: '00000000000000000000000000000000', server })
    client.on('message', ({ userId, text }) => {
      say(`${userId}: ${text}`)
    })
    await client.login({ userId: user })
    say('logged in')
    if (to) say((await client.sendMessage(to, 'hello from Vue 2')).outcome)
  } catch (error) {
    // A compiler that lowers classes may break those that extend a built-in one.
    say(error instanceof RtmError ? `RtmError ${error.code}` : String(error))
  }
}
