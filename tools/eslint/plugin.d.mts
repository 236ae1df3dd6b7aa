export const rules: Record<string, unknown>
export const portable: string[]
