// What both vitest configurations share: `.uts` read as TypeScript, as the web build sees it.
import { forTarget } from './ifdef.mjs'
import { root } from './paths.mjs'

export const utsAsTypeScript = {
  plugins: [{
    name: 'uts-ifdef',
    enforce: 'pre',
    transform(code, id) {
      if (!id.split('?')[0].endsWith('.uts') || !code.includes('#if')) return null
      return { code: forTarget(code, 'web'), map: null }
    }
  }],
  esbuild: { include: /\.(m?ts|uts)$/, loader: 'ts', target: 'es2022' },
  resolve: {
    alias: [
      { find: /^@\/uni_modules\/rtm$/, replacement: `${root}/uni_modules/rtm/utssdk/index.uts` },
      { find: /^@\//, replacement: `${root}/` }
    ]
  }
}
