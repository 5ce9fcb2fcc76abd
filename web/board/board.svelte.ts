import type { BoardEvent } from '#contract/live'
import type { Post, PostsPage } from '#contract/posts'
import { follow } from '../live/line.ts'
import type { LiveState } from '../live/socket.ts'
import { read as ask } from '../reads.ts'
import { t } from '../words/say.ts'
import { apply, type Filter, withPage } from './apply.ts'
import { goOn, type Reading, read, readOn, rowsOf, waitingIn } from './reading.ts'

export interface Start {
  filter: Filter
  page: PostsPage
  /** Where the page was read, for reading it again and going on. */
  url: string
}

const minuteMs = 60_000
/** People who listen are told of new posts at most this often. */
const announceMs = 10_000
const refetchMs = 500
/** After this long what could not be fetched is asked for again. */
const missedMs = 5_000

/** A board as one reader has it open. */
export class BoardView {
  readonly #starts: readonly Start[]
  #readings: readonly Reading[] = $state.raw([])
  #refetching: ReturnType<typeof setTimeout> | undefined
  #isLeft = false
  #announcing: ReturnType<typeof setTimeout> | undefined
  live: LiveState = $state('live')
  now = $state(0)
  /** Said aloud, now and then. */
  news = $state('')

  readonly lists = $derived(
    this.#readings.map((reading) => ({ rows: rowsOf(reading), next: reading.list.next })),
  )
  readonly waiting = $derived(this.#readings.reduce((sum, reading) => sum + waitingIn(reading), 0))

  constructor(starts: readonly Start[], now: number) {
    this.#starts = starts
    this.now = now
    this.#readings = starts.map(({ filter, page }) => read(withPage({ filter, items: [] }, page)))
  }

  /** Goes live, from where the page was read. Call what it returns when the page is left. */
  open(boardId: string) {
    const since = Math.min(...this.#starts.map(({ page }) => page.seq))
    const onstate = (state: LiveState) => {
      this.live = state
    }
    const leave = follow(boardId, { since, onstate, onevent: (event) => this.hear(event) })
    const clock = setInterval(() => {
      this.now += minuteMs
    }, minuteMs)
    return () => {
      this.#isLeft = true
      leave()
      clearInterval(clock)
      clearTimeout(this.#refetching)
      clearTimeout(this.#announcing)
    }
  }

  hear(event: BoardEvent) {
    const heard = 'post' in event ? event.post : undefined
    this.now = Date.now()
    this.#readings = this.#readings.map((reading) => {
      const list = apply(reading.list, event)
      if (list === null) this.#readAgain()
      return goOn(reading, list ?? reading.list, heard)
    })
    if (this.waiting > 0) this.#announce()
  }

  /** What the reader did themselves shows at once. */
  async see(postId: string) {
    const { value } = await ask(`/api/posts/${postId}`)
    if (value) this.hear({ type: 'post.edited', post: value as Post })
  }

  showNew() {
    this.news = ''
    this.#readings = this.#readings.map(({ list }) => read(list))
  }

  async showMore(n: number) {
    const { list } = this.#readings[n] as Reading
    const url = new URL(this.#starts[n]?.url ?? '', location.href)
    url.searchParams.set('cursor', list.next ?? '')
    const { value } = await ask(url.pathname + url.search)
    if (value) this.#put(n, (reading) => readOn(reading, withPage(reading.list, value as PostsPage)))
  }

  #put(n: number, change: (reading: Reading) => Reading) {
    this.#readings = this.#readings.map((reading, at) => (at === n ? change(reading) : reading))
  }

  /** One fetch for a burst of events that only the server can place; again where it does not come. */
  #readAgain(afterMs = refetchMs) {
    this.#refetching ??= setTimeout(async () => {
      this.#refetching = undefined
      const came = await Promise.all(this.#starts.map((start, n) => this.#fetch(start, n)))
      if (came.includes(false) && !this.#isLeft) this.#readAgain(missedMs)
      if (this.waiting > 0) this.#announce()
    }, afterMs)
  }

  /** False when it may come another time. */
  async #fetch({ filter, url }: Start, n: number) {
    const { value, problem } = await ask(url).catch(() => ({ value: null, problem: null }))
    const page = value as PostsPage | null
    if (page) this.#put(n, (reading) => goOn(reading, withPage({ filter, items: [] }, page)))
    return page !== null || (problem !== null && problem.status < 429)
  }

  #announce() {
    this.#announcing ??= setTimeout(
      () => {
        this.#announcing = undefined
        this.news = this.waiting > 0 ? t('board.new', { count: this.waiting }) : ''
      },
      this.news ? announceMs : 0,
    )
  }
}
