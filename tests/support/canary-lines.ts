/** The open lines of everybody: what the house sends on each is heard as it is sent, and nothing else may arrive. */
import WebSocket from 'ws'
import type { Heard } from './canary-court.ts'
import type { TestHouse } from './house.ts'

type Listener = { id: string; token: string; address: string }
type Switchboard = {
  house: TestHouse
  url: string
  hear: (one: Heard) => void
  leaks: string[]
}

export function openLines({ house, url, hear, leaks }: Switchboard) {
  const sockets = new Map<string, WebSocket>()
  const sent = new Map<string, string[]>()
  const upTo = new Map<string, number>()
  const hub = house.house.live
  const subscribe = hub.subscribe.bind(hub)

  hub.subscribe = (channelId, since, listener) => {
    const { socket, personId: readerId } = listener
    const send = socket.send.bind(socket) as (text: string) => void
    const name = `${readerId} ${channelId}`
    socket.send = ((text: string) => {
      const { seq } = JSON.parse(text) as { seq: number }
      hear({ where: `frame ${channelId}`, readerId, text, frame: { channelId, seq } })
      sent.get(name)?.push(text)
      upTo.set(name, seq)
      send(text)
    }) as typeof socket.send
    return subscribe(channelId, since, listener)
  }

  /** Opens a line that is not open, and goes on where it left off. */
  function listen(one: Listener, channelId: string, path: string) {
    const name = `${one.id} ${channelId}`
    if ((sockets.get(name)?.readyState ?? WebSocket.CLOSED) <= WebSocket.OPEN) return
    const headers = { authorization: `Bearer ${one.token}`, 'x-forwarded-for': one.address }
    const since = upTo.get(name) ?? 0
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api${path}?since=${since}`, { headers })
    sockets.set(name, socket)
    const coming: string[] = []
    sent.set(name, coming)
    socket.on('error', () => {})
    socket.on('message', (data) => {
      if (coming.shift() !== String(data)) leaks.push(`frame ${channelId}: sent past the hub to ${one.id}`)
    })
  }

  const close = () => {
    for (const socket of sockets.values()) socket.terminate()
  }
  return { listen, close }
}
