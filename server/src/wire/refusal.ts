// Why a request is not done (section 10 of the protocol): a word for the program, a message for its author. Never
// message text, a token or a key.

export type RefusalWord =
  | 'malformed'
  | 'unsupported'
  | 'invalid'
  | 'too_large'
  | 'too_often'
  | 'not_joined'
  | 'already_joined'
  | 'too_many_channels'
  | 'too_many_watched'
  | 'full'
  | 'attributes_too_large'
  | 'user_offline'
  | 'unknown_invitation'
  | 'invitation_ended'
  | 'invitation_accepted'
  | 'already_invited'
  | 'token_invalid'
  | 'token_expired'
  | 'internal'

export class Refusal extends Error {
  constructor(
    readonly why: RefusalWord,
    message: string,
    readonly retryAfterMs = 0
  ) {
    super(message)
  }
}

export const invalid = (field: string, expected: string): Refusal =>
  new Refusal('invalid', `Field ${field} is not valid. Send ${expected}.`)
export const notJoined = (): Refusal =>
  new Refusal('not_joined', 'This session is not a member of the channel. Join it first.')
export const tooOften = (retryAfterMs: number): Refusal =>
  new Refusal('too_often', 'The rate limit is reached. Wait retryAfterMs milliseconds, then try again.', retryAfterMs)
