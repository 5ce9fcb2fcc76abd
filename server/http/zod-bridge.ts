import type { FastifySchemaCompiler } from 'fastify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import * as z from 'zod/mini'
import { InvalidInput } from '#contract/http'
import { only } from './only.ts'

z.config(z.locales.en())

type Issue = z.core.$ZodIssue

/** Reads what came in by its contract; a refusal points at every field that was wrong. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodMiniType> =
  ({ schema }) =>
  (input) => {
    const parsed = schema.safeParse(input ?? {})
    if (parsed.success) return { value: parsed.data }
    return { error: InvalidInput.with({ errors: parsed.error.issues.flatMap(pointers) }) }
  }

/** Writes only what the contract names; which that is is worked out once for each route. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodMiniType> = ({ schema }) => {
  const copy = only(schema)
  return (output) => JSON.stringify(copy(output))
}

function pointers(issue: Issue): { pointer: string; detail: string }[] {
  const base = issue.path.map((step) => `/${escaped(String(step))}`).join('')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      pointer: `#${base}/${escaped(key)}`,
      detail: 'We do not know this field',
    }))
  return [{ pointer: `#${base}`, detail: plain(issue) }]
}

const escaped = (step: string) => step.replaceAll('~', '~0').replaceAll('/', '~1')

function plain(issue: Issue): string {
  if (issue.code === 'invalid_type')
    return missing(issue) ? 'This is needed' : `This has to be ${kinds(issue.expected)}`
  if (issue.code === 'invalid_value') return `Please choose one of: ${issue.values.join(', ')}`
  return issue.message
}

const missing = (issue: Issue) => issue.message.includes('received undefined')

function kinds(expected: string): string {
  const known: Record<string, string> = {
    string: 'words',
    number: 'a number',
    int: 'a whole number',
    boolean: 'yes or no',
    array: 'a list',
    object: 'a group of fields',
  }
  return known[expected] ?? expected
}
