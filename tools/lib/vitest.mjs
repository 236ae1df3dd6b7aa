// What all tests share: `.uts` read as TypeScript, as the web build sees it; the test kit from its sources.
import { forTarget } from './ifdef.mjs'
import { root } from './paths.mjs'

export const utsAsTypeScript = {
  plugins: [
    {
      name: 'uts-ifdef',
      enforce: 'pre',
      transform(code, id) {
        if (!id.split('?')[0].endsWith('.uts') || !code.includes('#if')) return null
        return { code: forTarget(code, 'web'), map: null }
      }
    }
  ],
  esbuild: { include: /\.(m?ts|uts)$/, loader: 'ts', target: 'es2022' },
  resolve: {
    alias: [
      { find: /^@\/uni_modules\/rtm$/, replacement: `${root}/uni_modules/rtm/utssdk/index.uts` },
      { find: /^rtm-testing$/, replacement: `${root}/sdk/testing.ts` },
      { find: /^@\//, replacement: `${root}/` }
    ]
  }
}
