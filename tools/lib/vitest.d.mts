import type { UserConfig } from 'vitest/config'

export const utsAsTypeScript: Pick<UserConfig, 'plugins' | 'esbuild' | 'resolve'>
