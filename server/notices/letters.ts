import type { NoticeKind } from '#contract/notices'
import { lazily } from '../http/lazily.ts'

export type Letter = { subject: string; text: string; html: string }

/** The same for every letter about a street: a screen may be read over a shoulder. */
const subject = 'News from your street'

/** The first line of each letter. Who, never what was asked: that stays on the board. */
const firstLines: Record<NoticeKind, (name: string) => string> = {
  'claim.held': (name) => `${name} can do it. Have a look, and say yes.`,
  'claim.yours': () => 'You had a waiting place, and now it is your turn.',
  'claim.accepted': (name) => `${name} said yes. You can reach each other now.`,
  'claim.declined': (name) => `${name} does not need this from you after all. Thank you for offering.`,
  'claim.released': (name) => `${name} cannot do it after all. It is open again for everybody.`,
  'claim.handed-to-you': (name) => `${name} asks if you can take something over. Have a look.`,
  'claim.handed-over': (name) => `${name} can take it over. Have a look, and say yes.`,
  'claim.late': (name) => `${name} is running late.`,
  'claim.asked': (name) =>
    `${name} has changed how near somebody comes. Please look whether you keep it or hand it back. Both are fine.`,
  'claim.kept': (name) => `${name} has seen what you changed, and keeps it.`,
  'claim.lapsed': () =>
    'The time for something you took on has run out, so it is open again. No harm done: you can take it on again.',
  'claim.open-again': (name) => `We have not heard from ${name}, so it is open again for everybody.`,
  'claim.done': (name) => `${name} says it is done. Was that all, or is there more to do?`,
  'claim.finished': (name) => `${name} says it is done. Thank you.`,
  'post.withdrawn': (name) => `${name} does not need help with it any more. Thank you for being there.`,
  'post.unmet': () =>
    'Nobody could do it in time. We are sorry. It is counted, so that the street can see it. What would have helped?',
  'post.first-ask': (name) => `${name} asks you first, because you helped before.`,
  'message.sent': (name) => `${name} has written to you.`,
  'message.held': (name) =>
    `${name} wrote to you, and we have kept it back. Nobody here should ask for your bank card or PIN.`,
  'contact.seen': (name) =>
    `${name}, a steward of your street, has looked at how to reach you. The page says why.`,
  'receipt.seen': (name) =>
    `${name}, a steward of your street, has looked at what was spent on an errand. The page says why.`,
  'receipt.mended': (name) => `${name} has put right what an errand cost. Your post says what it is now.`,
  'member.asking': (name) => `${name} asks to join your street.`,
  'account.ending': () =>
    'You have not been here for nearly two years, so your account will be erased in a month. To keep it, sign in: with a passkey or a card, or with this, after two neighbours have said that it is you. To let it go, you need not do anything.',
  'contact.aged': () =>
    'Nobody has signed in with this for eleven months. Please sign in with it once within a month, so that we know it is still yours. After that, two neighbours have to say that it is you.',
  'recovery.asked': () =>
    'Somebody wants to get into your account with an email or a number of yours that was not used for a year. If that is not you, sign in and stop it.',
  'lead.asked': (name) => `${name} asks if you would look after worries on your street.`,
  'concern.raised': () => 'Something on your street waits for you. Please have a look today.',
  'concern.overdue': () => 'Something on your street still waits for you. Please look at it now.',
  'numbers.due': () => 'Are the telephone numbers of your street still right? Please look them up again.',
  'visits.many': (name) =>
    `${name} may be glad of a friendly call from you. Nothing is wrong. Your things here say more.`,
  'member.welcome': () => 'Welcome. You are a neighbour on this board now.',
  'case.crisis': () => 'Somebody on your street may need help right now. Please look at the queue.',
  'queue.waits': () =>
    'Something on your street has waited a long time for a steward. Please look at the queue.',
  'appeal.waits': () => 'Somebody asks for a second look at a decision. Please look at the queue.',
  'removal.asked': () => 'Another steward asks for your yes or no. Please look at the queue.',
  'contact.warned': () =>
    'Somebody you have been in touch with has been stopped by the stewards, who think they may be a swindler. You have done nothing wrong. If you gave them money, a card or a number, ring your bank today. The page says whom else to call.',
  'action.taken': () =>
    'The stewards have decided something about you. The page says what, why, and what you can do.',
  'steward.wrote': () => 'A steward of your street has written to you.',
  'action.mended': () => 'The stewards have taken back what they decided about you.',
  'appeal.decided': () => 'Another steward has looked again at what was decided about you.',
  'report.answered': () => 'The stewards have looked at what you told them. Thank you.',
}

export type Noticed = { what: NoticeKind; name: string | null; boardId: string; postId: string | null }

export function noticeLetter({ what, name, boardId, postId }: Noticed, publicUrl: string): Letter {
  const page = pageOf({ what, boardId, postId })
  const first = firstLines[what](short(name))
  const why = 'You get this because you belong to a street on Doorstep.'
  return letter(subject, [first, `${publicUrl}${page}`, why])
}

function pageOf({ what, boardId, postId }: Omit<Noticed, 'name'>): string {
  if (/^(case|queue|removal)\.|^appeal\.waits/.test(what)) return `/boards/${boardId}/cases`
  if (what === 'contact.aged') return '/sign-in'
  if (what === 'recovery.asked') return '/me'
  if (/^(action|appeal|report|steward)\./.test(what)) return '/decisions'
  if (postId) return `/posts/${postId}`
  return boardId.startsWith('me:') ? '/sign-in' : `/boards/${boardId}`
}

type Code = { code: string; linkUrl: string; minutes: number; street: string | undefined }

export function codeLetter({ code, linkUrl, minutes, street }: Code): Letter {
  return letter('Your sign-in code', [
    ...(street && isPlainName(street) ? [`Somebody, most likely you, asked to join ${street}.`] : []),
    `Your code is ${code.slice(0, 3)} ${code.slice(3)}. It is good once, for ${minutes} minutes.`,
    'Or open this page and press its button:',
    linkUrl,
    'If you did not ask for this, you need not do anything. Nobody can get in without it.',
  ])
}

type Changing = { what: 'waits' | 'changed' | 'taken'; dueAt: number | null }

/** To where somebody was reached before, which somebody else may read by now: nothing of the new one, and no name. */
export function contactLetter({ what, dueAt }: Changing, publicUrl: string): Letter {
  const lines = {
    waits: [
      `Somebody, most likely you, wants Doorstep to reach you somewhere else from ${moment(dueAt)}. Until then nothing changes.`,
      'If it was you, you need not do anything.',
      'If it was not you, sign in today. Press “Stop this” on this page, and then “Sign out everywhere”:',
      `${publicUrl}/me`,
    ],
    changed: [
      'You are not reached here any more, as you asked. From now on this address or number does not open your account.',
      'If it was you, you need not do anything.',
      'If it was not you, somebody else may be in your account. Tell a steward of your street today. They can stop it.',
      publicUrl,
    ],
    taken: [
      'You wanted Doorstep to reach you somewhere else. That was not done: somebody has an account there by now. You are reached here as before.',
      'You can try again with another email or mobile number:',
      `${publicUrl}/me`,
    ],
  }
  return letter('How Doorstep reaches you', lines[what])
}

const inLondon = {
  ...({ weekday: 'long', day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' } as const),
  ...({ hour12: true, timeZone: 'Europe/London' } as const),
}
const moments = lazily(() => new Intl.DateTimeFormat('en-GB', inLondon))
const moment = (at: number | null) => moments().format(at ?? 0)

/** Anybody may name a street, and have a letter sent: so a name that could pass for an address or a message is left out. */
const isPlainName = (name: string) => /^[\p{L}\p{M}\p{N} '’&-]{1,50}$/u.test(name)

/** One line, and no more of a name than a letter needs. */
function short(name: string | null): string {
  const line = (name ?? '').replaceAll(/\s+/g, ' ')
  return line.length > 60 ? `${line.slice(0, 60).toWellFormed()}…` : line || 'A neighbour'
}

function letter(about: string, paragraphs: string[]): Letter {
  const body = paragraphs.map((text) => `<p>${linked(text)}</p>`).join('\n')
  const html = `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${about}</title></head>
<body style="font: 18px/1.5 sans-serif; max-width: 32em">\n${body}\n</body></html>\n`
  return { subject: about, text: `${paragraphs.join('\n\n')}\n`, html }
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (sign) => escapes[sign]!)

function linked(text: string): string {
  const safe = escaped(text)
  return /^https?:\/\/\S+$/.test(text) ? `<a href="${safe}">${safe}</a>` : safe
}
