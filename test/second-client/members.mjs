// What a `members` frame changes. A stay keeps the users it knows (null: none yet) and the version they are of.

// Returns the changes that the page hears of: { what: 'joined' | 'left', user, why? }.
// Any form may come at any time (P-MEMBER-1): a snapshot holds all users, a delta adds to what is known,
// and a count alone changes nothing here, because this client tells no counts.
export function changesOf(stay, frame) {
  if (Array.isArray(frame.all)) return snapshot(stay, frame)
  const joined = frame.joined ?? []
  const left = frame.left ?? []
  // The count alone: the version is not taken, because a hello that named it would be sent no snapshot,
  // and what it counts need not be known here (above 512 members).
  if (joined.length + left.length === 0) return []
  // Before the first snapshot there is nothing to which a delta could be added; the snapshot will hold it.
  if (stay.users === null || frame.v <= stay.v) return []
  const changes = []
  for (const user of joined) {
    if (stay.users.has(user)) continue
    stay.users.add(user)
    changes.push({ what: 'joined', user })
  }
  for (const { u, why } of left) if (stay.users.delete(u)) changes.push({ what: 'left', user: u, why })
  stay.v = frame.v
  return changes
}

// The net difference; who knew none takes them over in silence (P-MEMBER-3). An older version is taken, too:
// a snapshot is the whole truth of the server that answers now.
function snapshot(stay, frame) {
  const now = new Set(frame.all)
  const before = stay.users
  stay.users = now
  stay.v = frame.v
  if (before === null) return []
  const changes = []
  // The user himself is a member like any other here.
  // Who left first, so that a page that counts never has more than there are. Why they left is not told here.
  for (const user of before) if (!now.has(user)) changes.push({ what: 'left', user })
  for (const user of now) if (!before.has(user)) changes.push({ what: 'joined', user })
  return changes
}
