import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

// The folder with your `pages` and `uni_modules`.
const project = resolve(__dirname, '../..')

export default defineConfig({
  test: { include: ['**/*.test.ts'] },
  resolve: {
    alias: [
      // In tests the client runs on the kit: nothing native is imported.
      { find: /^@\/uni_modules\/rtm\/js_sdk\/(index|js-engine)\.js$/, replacement: 'rtm-testing' },
      { find: '@', replacement: project }
    ]
  }
})
