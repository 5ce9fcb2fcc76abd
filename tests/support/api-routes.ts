import type { FastifyInstance } from 'fastify'

export type ApiRoute = { method: string; path: string }

/** Every route under `/api` as Fastify itself has it, read from the tree it prints. */
export function apiRoutes(app: FastifyInstance): ApiRoute[] {
  const parents: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent, segment, methods] = /^((?:[│ ] {3})*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
      if (indent === undefined || segment === undefined) return []
      const depth = indent.length / 4
      parents.length = depth
      parents[depth] = segment
      const path = parents.join('').replaceAll(/\|:\w+/g, '')
      return (methods ?? '').split(', ').map((method) => ({ method, path }))
    })
    .filter(({ method, path }) => !['', 'HEAD'].includes(method) && path.startsWith('/api/'))
    .map((route) => withItsNames(app, route))
}

/** Where two routes name the same part of an address differently it is printed as `:code|:cardId`; each knows its own. */
function withItsNames(app: FastifyInstance, { method, path }: ApiRoute): ApiRoute {
  const names = Object.keys(app.findRoute({ method: method as 'GET', url: path })?.params ?? {})
  return { method, path: path.replaceAll(/:\w+/g, () => `:${names.shift()}`) }
}
