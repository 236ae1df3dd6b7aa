// The version that /health and the log tell; a test keeps it equal to package.json.
export const VERSION = '0.1.0'
