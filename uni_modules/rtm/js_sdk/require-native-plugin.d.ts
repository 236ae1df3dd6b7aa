// Generated from src/require-native-plugin.ts by npm run sdk: change that file, not this one.
export {};
