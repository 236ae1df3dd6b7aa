// Generated from sdk/require-native-plugin.ts of the repository by npm run sdk: change that file, not this one.
export {};
