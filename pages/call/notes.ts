// What the two sides of a call tell each other in texts of their own: the media as content of the invitation, and the
// end as a message from user to user. JSON, so that more can be added; what is not understood is taken for an audio
// call, or is no note.

export interface Over {
  id: string
  caller: string // an invitation's id is unique for its caller
  why: 'hungUp' | 'lost' // lost: the sender of this had not heard of the other side for too long
}

export const contentOf = (video: boolean): string => JSON.stringify({ media: video ? 'video' : 'audio' })

export const isVideo = (content: string): boolean => fieldsOf(content)['media'] === 'video'

export const overNote = ({ id, caller, why }: Over): string => JSON.stringify({ call: 'over', id, caller, why })

export function overIn(text: string): Over | null {
  const { call, id, caller, why } = fieldsOf(text)
  if (call !== 'over' || typeof id !== 'string' || typeof caller !== 'string') return null
  return { id, caller, why: why === 'lost' ? 'lost' : 'hungUp' }
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(text)
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
