/**
 * The raw limit: the least code that does the same durable work on the same tools. No rooms, no rules, no events
 * for others; a group commit of one prepared statement, a prepared list, a bare socket broadcast.
 */
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import Fastify, { type FastifyInstance } from 'fastify'
import { WebSocketServer } from 'ws'
import { boardId } from './seed.ts'

type Job = () => void

export async function rawServer(file: string) {
  const app = Fastify()
  const db = openRaw(file)
  const write = groupCommit(db)
  const insert = db.prepare(
    `insert into posts (id, board_id, author_id, kind, title, scope, parts, taken, finished, standing, state, shelf,
      waiting_since, created_at, version) values (?, ?, 'person-0', 'request', ?, 'me', 1, 0, 0, 0, 'open', 'board', ?, ?, 1)`,
  )
  app.post('/create', async (request, reply) => {
    const { title } = request.body as { title: string }
    const post = { id: randomUUID(), title, at: Date.now() }
    await write(() => insert.run(post.id, boardId, post.title, post.at, post.at))
    return reply.code(201).send(post)
  })
  const take = db.prepare(`update posts set taken = 1, state = 'claimed' where id = ? and state = 'open'`)
  app.post('/claim/:id', async (request, reply) => {
    const { id } = request.params as { id: string }
    const won = await write(() => take.run(id).changes)
    return reply.code(won ? 201 : 409).send({ id })
  })
  addJoin(app, db, write)
  addList(app, db)
  addSockets(app)
  return app
}

function openRaw(file: string) {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  return db
}

/** The two rows of somebody who joins. */
function addJoin(app: FastifyInstance, db: Database.Database, write: ReturnType<typeof groupCommit>) {
  const joining = db.prepare(
    'insert into joinings (id, board_id, contact, name, offer, created_at) values (?, ?, ?, ?, ?, ?)',
  )
  const code = db.prepare(
    `insert into sign_in_codes (id, contact, contact_kind, tries_left, created_at, expires_at, send_next_at)
      values (?, ?, 'email', 5, ?, ?, ?)`,
  )
  app.post('/join/:board', async (request, reply) => {
    const { board } = request.params as { board: string }
    const { name, contact, offer } = request.body as Record<'name' | 'contact' | 'offer', string>
    const [id, at] = [randomUUID(), Date.now()]
    await write(() => {
      joining.run(id, board, contact, name, offer, at)
      code.run(id, contact, at, at + 600_000, at)
    })
    return reply.code(202).send({ state: 'code-sent', boardId: board })
  })
}

function addList(app: FastifyInstance, db: Database.Database) {
  const list = db.prepare(
    `select p.*, n.name from posts p left join people n on n.id = p.author_id where p.board_id = ? and p.shelf = 'board'
      and (p.waiting_since, p.id) > (?, ?) order by p.waiting_since, p.id limit 51`,
  )
  app.get('/list', async () => list.all(boardId, -1, ''))
}

function addSockets(app: FastifyInstance) {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  app.server.on('upgrade', (request, socket, head) => {
    sockets.handleUpgrade(request, socket, head, () => {})
  })
  app.post('/broadcast', async (request, reply) => {
    const text = JSON.stringify(request.body)
    setImmediate(() => {
      for (const client of sockets.clients) client.send(text)
    })
    return reply.code(201).send({})
  })
}

function groupCommit(db: Database.Database) {
  const [begin, commit] = [db.prepare('begin immediate'), db.prepare('commit')]
  let jobs: Job[] = []
  const turn = () => {
    const batch = jobs
    jobs = []
    begin.run()
    const answers = batch.map((job) => job())
    commit.run()
    for (const answer of answers as unknown as Job[]) answer()
  }
  return <T>(work: () => T) =>
    new Promise<T>((resolve) => {
      if (jobs.length === 0) setImmediate(turn)
      jobs.push((() => {
        const value = work()
        return () => resolve(value)
      }) as Job)
    })
}
