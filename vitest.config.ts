import { svelte } from '@sveltejs/vite-plugin-svelte'
import { configDefaults, defineConfig } from 'vitest/config'

/** Minutes in a real browser with hundreds of strings: for `npm run test:long`. */
const nightly = ['tests/journeys/xss.test.ts', 'tests/journeys/naughty.test.ts']

export default defineConfig(({ mode }) => ({
  test: {
    // `npm run test:long`: what chance decides is repeated as often as a night allows.
    env: mode === 'long' ? { LONG: '1' } : {},
    // On two cores the default is one worker, and half the machine waits.
    maxWorkers: '100%',
    isolate: false,
    testTimeout: mode === 'long' ? 8 * 3_600_000 : 60_000,
    hookTimeout: 120_000,
    // What a page says is waited for, so that a slow machine sees it too.
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/*.test.ts', 'tests/journeys/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...(mode === 'long' ? [] : nightly)],
          globalSetup: ['tests/support/postgres.ts'],
        },
      },
      {
        extends: true,
        plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
        resolve: { conditions: ['browser'] },
        test: { name: 'web', environment: 'happy-dom', include: ['tests/web/**/*.test.ts'] },
      },
    ],
  },
}))
