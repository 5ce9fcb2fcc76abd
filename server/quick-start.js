/**
 * Comes before everything else, and everything else after it by an awaited import, so that it is loaded by these rules. Not in
 * TypeScript: Node would first have to load what it reads that with, which costs a tenth of a second and is never kept.
 */
import { enableCompileCache, registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

// What is compiled is kept, so that a second start does not read 1,300 files anew; and not in the machine's shared
// folder, where others could lay something in wait.
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))

const root = new URL('..', import.meta.url).href
const packages = '/node_modules/'
const ofDrizzle = `${packages}drizzle-orm/`
/** @type {Map<string, import('node:module').ResolveFnOutput>} */
const known = new Map()

// Node asks the package of every file what kind of file it is, and for every import of a package parses all that the package
// exports anew. Of Drizzle that is 179 kB. What we import is asked once, and what kind a file is where its name does not say.
registerHooks({
  resolve(specifier, context, next) {
    const from = context.parentURL ?? ''
    const isOurs = from.startsWith(root) && !from.includes(packages)
    if (specifier.startsWith('.')) {
      if (from.includes(ofDrizzle)) return at(new URL(specifier, from), 'module')
      return isOurs && specifier.endsWith('.ts')
        ? at(new URL(specifier, from), 'module-typescript')
        : next(specifier, context)
    }
    if (!isOurs) return next(specifier, context)
    const found = known.get(specifier) ?? { ...next(specifier, context), shortCircuit: true }
    known.set(specifier, found)
    return found
  },
})

/**
 * @param {URL} url
 * @param {string} format
 */
const at = ({ href }, format) => ({ url: href, format, shortCircuit: true })
