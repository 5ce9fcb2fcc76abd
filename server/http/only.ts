import type * as z from 'zod/mini'
import { writtenOut } from '../../db/written-out.ts'

type Copy = (value: unknown) => unknown
type Schema = z.core.$ZodType
type Fields = Record<string, unknown>
type Def = z.core.$ZodTypes['_zod']['def']

const whole: Copy = (value) => value

/**
 * Made once of a contract: a copy of a value with what the contract names, and nothing else, so that a column that is not
 * on the wire cannot leak. It does not look whether the rest is right, which the compiler has done: looking again cost
 * 460 µs for a page of fifty posts, and this costs 4.
 */
export function only(schema: Schema): Copy {
  const def = (schema as z.core.$ZodTypes)._zod.def
  switch (def.type) {
    case 'object':
      return def.catchall ? parsing(schema) : onlyFields(def.shape)
    case 'array':
      return inEach(only(def.element))
    case 'record':
      return inEvery(only(def.valueType))
    case 'union':
      return 'discriminator' in def
        ? byKind(def as Kinds)
        : def.options.every(isPlain)
          ? whole
          : parsing(schema)
    default:
      return onlyWithin(schema, def)
  }
}

function onlyWithin(schema: Schema, def: Def): Copy {
  if (plain.has(def.type)) return whole
  if (def.type === 'default') return orElse(only(def.innerType), () => def.defaultValue)
  if (def.type !== 'nullable' && def.type !== 'optional' && def.type !== 'readonly') return parsing(schema)
  const inner = only(def.innerType)
  return inner === whole ? whole : (value) => (value === null || value === undefined ? value : inner(value))
}

const plain = new Set(['string', 'number', 'boolean', 'enum', 'literal', 'null', 'undefined', 'void'])
const isPlain = (schema: Schema) => only(schema) === whole

/** Whatever is not known here is read whole by its contract. */
const parsing =
  (schema: Schema): Copy =>
  (value) =>
    (schema as z.core.$ZodType & z.ZodMiniType).parse(value)

function onlyFields(shape: Record<string, Schema>): Copy {
  const inner = Object.values(shape).map(only)
  const program = (name: string, n: number) =>
    inner[n] === whole ? `source[${name}]` : `given[${n}](source[${name}])`
  const copy = writtenOut<Fields>(Object.keys(shape), program, inner)
  return (value) => copy(value as Fields)
}

const inEach = (inner: Copy): Copy => (inner === whole ? whole : (list) => (list as unknown[]).map(inner))

const inEvery = (inner: Copy): Copy =>
  inner === whole
    ? whole
    : (all) => Object.fromEntries(Object.entries(all as Fields).map(([name, one]) => [name, inner(one)]))

const orElse =
  (inner: Copy, otherwise: () => unknown): Copy =>
  (value) =>
    inner(value === undefined ? otherwise() : value)

type Kinds = { discriminator: string; options: readonly Schema[] }

/** Which of several it is stands in one field of it. */
function byKind({ discriminator, options }: Kinds): Copy {
  const known = new Map<unknown, Copy>()
  for (const option of options)
    for (const value of option._zod.propValues?.[discriminator] ?? []) known.set(value, only(option))
  return (value) => known.get((value as Fields)[discriminator])!(value)
}
