// What was promised, and what came. Every breach is one line; none is the only good answer.

const DELIVERED = ['received', 'stored']
const MAYBE = ['unknown', 'open', '']

/**
 * `people`: rows as person.mjs keeps them. `lostEpochs`: kills, and stops that could not save: only then may a gap be
 * of unknown size.
 */
export function breachesOf(people, lostEpochs) {
  const found = []
  const breach = (text) => found.push(text)
  peers(people, breach)
  channels(people, lostEpochs, breach)
  for (const { name, leftWhys, client, twice, strays, holes } of people) {
    for (const text of twice) breach(`${name} was answered twice: ${head(text)}`)
    for (const { what, channel, o } of strays)
      breach(`${name} was told of ${channel} outside of every stay: ${what} ${o ?? ''}`)
    if (holes > 0) breach(`${name} found ${holes} holes, and no link loses a frame from its midst`)
    if (leftWhys.kicked > 0) breach(`${name} was told that somebody was kicked, and nobody was`)
    if (leftWhys.lost > 0)
      breach(
        `${name} was told ${leftWhys.lost} times that somebody was lost, and nobody was away for the time of a lease`
      )
    if (client.welcomes.rejoined > 0)
      breach(`the lease of ${name} ended ${client.welcomes.rejoined} times, and he was never away for its time`)
  }
  return found
}

/**
 * Exactly once, stored once or an eviction gap, refused never, unknown at most once; in the order of their sender
 * (P-SEND-4 to 6, P-MAIL-2, P-INBOX-4).
 */
function peers(people, breach) {
  const inboxes = new Map(people.map(({ name, mail }) => [name, placesOf(mail.map(({ text }) => text))]))
  for (const { name, sent } of people) {
    const last = new Map()
    for (const { kind, to, text, outcome } of sent) {
      if (kind !== 'send') continue
      const places = inboxes.get(to)?.get(text) ?? []
      const what = `${head(text)} was answered ${outcome || 'nothing'} and came ${places.length} times`
      if (places.length > 1) breach(what)
      else if (DELIVERED.includes(outcome) && places.length === 0) owed(people, to, name).push(text)
      else if (!DELIVERED.includes(outcome) && !MAYBE.includes(outcome) && places.length > 0) breach(what)
      if (places.length === 0) continue
      if (places[0] < (last.get(to) ?? -1)) breach(`${head(text)} came after one that ${name} sent later`)
      last.set(to, places[0])
    }
  }
  for (const reader of people)
    for (const [sender, texts] of reader.owed ?? []) {
      const told = reader.mailGaps
        .filter(({ peer, count }) => peer === sender && count > 0)
        .reduce((sum, { count }) => sum + count, 0)
      if (told < texts.length)
        breach(
          `${reader.name} never got ${texts.length} messages of ${sender} that were promised, and was told of ` +
            `${told}: ${texts.slice(0, 3).map(head).join(', ')}`
        )
    }
}

/**
 * A place names one record for ever; taken means once; every stay has every record, own place or exact gap (P-RECORD-3,
 * P-GAP-1, P-GAP-2).
 */
function channels(people, lostEpochs, breach) {
  const truth = new Map()
  const places = new Map()
  const note = (channel, e, o, from, text) => {
    const stream = `${channel} ${e}`
    if (!truth.has(stream)) truth.set(stream, new Map())
    const known = truth.get(stream).get(o)
    if (known !== undefined && known.text !== text)
      breach(`${stream} ${o} is ${head(known.text)} to one and ${head(text)} to another`)
    truth.get(stream).set(o, { from, text })
    if (!places.has(text)) places.set(text, new Set())
    places.get(text).add(`${stream} ${o}`)
  }
  for (const { stays } of people)
    for (const { channel, e, heard } of stays) for (const { o, from, text } of heard) note(channel, e, o, from, text)
  for (const { name, sent } of people)
    for (const { kind, to, text, outcome, e, o } of sent)
      if (kind === 'pub' && outcome === 'taken' && e !== '') note(to, e, o, name, text)
  for (const [text, at] of places) if (at.size > 1) breach(`${head(text)} was taken ${at.size} times`)
  for (const { sent } of people)
    for (const { kind, text, outcome } of sent)
      if (kind === 'pub' && outcome !== 'taken' && !MAYBE.includes(outcome) && places.has(text))
        breach(`${head(text)} was answered ${outcome} and is in the channel`)
  for (const { name, stays } of people) {
    for (const stay of stays) judge(name, stay, truth.get(`${stay.channel} ${stay.e}`) ?? new Map(), breach)
    const unknown = stays.flatMap(({ gaps }) => gaps).filter(({ count }) => count < 0).length
    const streams = new Set(stays.map(({ channel }) => channel)).size
    if (unknown > lostEpochs * streams)
      breach(
        `${name} was told of ${unknown} gaps of unknown size, and ${lostEpochs} epochs of ${streams} channels were lost`
      )
  }
}

function judge(name, { channel, e, from, to, heard, gaps }, truth, breach) {
  const where = `${name} in ${channel} ${e.slice(0, 6)}`
  const offsets = heard.map(({ o }) => o)
  offsets.forEach((o, i) => {
    if (i > 0 && o <= offsets[i - 1]) breach(`${where} heard ${o} after ${offsets[i - 1]}`)
  })
  for (const row of heard)
    if (row.o <= from || row.e !== e) breach(`${where} heard ${row.o} of before its join at ${from}`)
  const exact = gaps.filter(({ count }) => count >= 0)
  const had = new Set(offsets)
  const isOwn = (o) => truth.get(o)?.from === name
  const inGap = (o) => exact.some((gap) => gap.from <= o && o <= gap.to)
  for (let o = from + 1; o <= to; o++)
    if (!had.has(o) && !inGap(o) && truth.has(o) && !isOwn(o))
      breach(`${where} never heard ${o}, ${head(truth.get(o).text)}, and was told nothing`)
  for (const gap of exact) {
    let [least, most] = [0, 0]
    for (let o = gap.from; o <= gap.to; o++) {
      if (isOwn(o)) continue
      most++
      if (truth.has(o)) least++ // a place that nobody outside knows may be own, of a message whose answer was lost
    }
    if (gap.count < least || gap.count > most)
      breach(
        `${where} was told that ${gap.count} are missing from ${gap.from} to ${gap.to}; it is ` +
          `${least === most ? least : `${least} to ${most}`}`
      )
  }
}

function owed(people, to, from) {
  const reader = people.find(({ name }) => name === to)
  reader.owed ??= new Map()
  if (!reader.owed.has(from)) reader.owed.set(from, [])
  return reader.owed.get(from)
}

function placesOf(texts) {
  const places = new Map()
  texts.forEach((text, i) => places.set(text, [...(places.get(text) ?? []), i]))
  return places
}

const head = (text) => text.slice(0, 24).trim()
