import type { StillThere } from '#contract/live'

/** What is used of a WebSocket. */
export interface Line {
  onopen: ((event: never) => void) | null
  onmessage: ((event: { data: unknown } & never) => void) | null
  onclose: ((event: { code: number } & never) => void) | null
  send(text: string): void
  close(): void
}

/** `stale`: what is on the page may be old. `over`: the reader no longer belongs here. */
export type LiveState = 'live' | 'stale' | 'over'

export interface LiveSetting<E extends { type: string }> {
  open: (since: number) => Line
  /** The last sequence number the page knows of. */
  since: number
  onevent: (event: E) => void
  /** What the page is told when something may have been missed: it reads anew. */
  again: E
  onstate: (state: LiveState) => void
  /** How long to wait before try number `tries`, in ms. */
  pauseMs?: (tries: number) => number
  /** After how long a silence the line is asked whether it still carries anything, and for how long an answer is waited for, in ms. */
  silenceMs?: { ask: number; giveUp: number }
}

const still: StillThere = { ask: '?', answer: '!' }
/** A network may drop all that is sent along a line and tell neither end: nothing else would ever show it. */
const usualSilenceMs = { ask: 40_000, giveUp: 10_000 }

/** How long a line may be away before the page says so: most come back sooner. */
const patienceMs = 3_000
const noLonger = [4001, 4002, 4004]

/** Less often the longer it lasts, and never all pages at once. */
export const backoffMs = (tries: number, chance = Math.random()) =>
  Math.min(30_000, 500 * 2 ** tries) * (0.5 + chance / 2)

/** One line to a board, or to oneself. Comes back by itself, and goes on where it was: nothing is missed, nothing comes twice. */
export class LiveSocket<E extends { type: string }> {
  readonly #setting: LiveSetting<E>
  #seq: number
  #line: Line | null = null
  #tries = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #doubt: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined
  #isOver = false

  constructor(setting: LiveSetting<E>) {
    this.#setting = setting
    this.#seq = setting.since
    this.#connect()
  }

  get seq() {
    return this.#seq
  }

  /** The machine has slept or changed networks: a line that looks open may be dead, so take a new one. */
  wake() {
    if (this.#isOver) return
    this.#tries = 0
    this.#renew()
  }

  /** The machine has lost its network. */
  doubt() {
    if (!this.#isOver) this.#setting.onstate('stale')
  }

  close() {
    this.#isOver = true
    this.#drop()
  }

  #connect() {
    const line = this.#setting.open(this.#seq)
    this.#line = line
    this.#doubt ??= setTimeout(() => this.#setting.onstate('stale'), patienceMs)
    line.onopen = () => this.#opened()
    line.onmessage = ({ data }) => this.#receive(String(data))
    line.onclose = ({ code }) => this.#closed(code)
  }

  #opened() {
    this.#tries = 0
    clearTimeout(this.#doubt)
    this.#doubt = undefined
    this.#setting.onstate('live')
    this.#awaitWord()
  }

  #awaitWord() {
    const { ask, giveUp } = this.#setting.silenceMs ?? usualSilenceMs
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      this.#line?.send(still.ask)
      this.#silence = setTimeout(() => this.#renew(), giveUp)
    }, ask)
  }

  #renew() {
    this.#drop()
    this.#connect()
  }

  #receive(message: string) {
    this.#awaitWord()
    if (message === still.answer) return
    const { seq, event } = JSON.parse(message) as { seq: number; event: E }
    const isRefetch = event.type === this.#setting.again.type
    if (seq <= this.#seq && !isRefetch) return
    const isNext = seq === this.#seq + 1
    this.#seq = seq
    this.#setting.onevent(isNext ? event : this.#setting.again)
  }

  #closed(code: number) {
    this.#drop()
    if (noLonger.includes(code)) {
      this.#isOver = true
      return this.#setting.onstate('over')
    }
    this.#doubt = setTimeout(() => this.#setting.onstate('stale'), patienceMs)
    const { pauseMs = backoffMs } = this.#setting
    this.#retry = setTimeout(() => this.#connect(), pauseMs(this.#tries++))
  }

  #drop() {
    for (const timer of [this.#retry, this.#doubt, this.#silence]) clearTimeout(timer)
    this.#doubt = undefined
    if (!this.#line) return
    this.#line.onopen = this.#line.onmessage = this.#line.onclose = null
    this.#line.close()
    this.#line = null
  }
}
