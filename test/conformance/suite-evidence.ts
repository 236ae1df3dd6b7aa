// Where the run on Node writes down which scenario shows what.
import { readFileSync } from 'node:fs'
import type { Evidence } from './evidence.ts'

export const EVIDENCE = new URL('./evidence.json', import.meta.url)
export const readEvidence = (): Evidence => JSON.parse(readFileSync(EVIDENCE, 'utf8')) as Evidence
