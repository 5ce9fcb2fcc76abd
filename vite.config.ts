import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig, type Plugin } from 'vite'

/** Compresses what is served once, here, instead of at every request. */
function preCompress(): Plugin {
  let folder = ''
  return {
    name: 'pre-compress',
    apply: (_, { isSsrBuild }) => !isSsrBuild,
    configResolved: ({ root, build }) => {
      folder = resolve(root, build.outDir)
    },
    writeBundle: () => {
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
        if (!/\.(js|css|svg)$/.test(file)) continue
        const plain = readFileSync(join(folder, file))
        writeFileSync(join(folder, `${file}.br`), brotliCompressSync(plain))
        writeFileSync(join(folder, `${file}.gz`), gzipSync(plain, { level: 9 }))
      }
    },
  }
}

export default defineConfig(({ isSsrBuild }) => ({
  root: 'web',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), preCompress()],
  // The drawing half is built whole: an installation without development packages has no Svelte to import.
  ssr: { noExternal: true },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'baseline-widely-available',
    manifest: !isSsrBuild,
    copyPublicDir: !isSsrBuild,
    assetsInlineLimit: 0,
    // The document names a page's scripts itself; the lists of them would weigh more than they save.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_, files) => files.filter((file) => file.endsWith('.css')),
    },
    ...(isSsrBuild ? {} : { rolldownOptions: { input: 'web/main.ts' } }),
  },
}))
