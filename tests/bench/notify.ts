/** How many commits a second carry news, beside as many that carry none: a commit with NOTIFY waits for the one before it. */
import pg from 'pg'

const sessions = 8
const listeners = 3

export async function notifying(url: string, seconds: number) {
  const open = async () => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return client
  }
  const all = await Promise.all(Array.from({ length: sessions + listeners }, open))
  await all[0]!.query('create table if not exists bench_news (n int)')
  for (const ear of all.slice(sessions)) await ear.query('listen bench_news')
  const rate = async (isTold: boolean) => {
    const end = performance.now() + seconds * 1000
    let commits = 0
    const work = async (client: pg.Client) => {
      for (; performance.now() < end; commits++) {
        await client.query('begin')
        await client.query('insert into bench_news values (1)')
        if (isTold) await client.query(`select pg_notify('bench_news', $1)`, [String(commits)])
        await client.query('commit')
      }
    }
    await Promise.all(all.slice(0, sessions).map(work))
    return commits / seconds
  }
  const found = { without: await rate(false), with: await rate(true) }
  await Promise.all(all.map((client) => client.end()))
  return found
}
