module.exports = {
  rootDir: '../..', // the folder with your `pages` and `uni_modules`
  moduleNameMapper: {
    // In tests the client runs on the kit: nothing native is imported. Jest reads CommonJS, so it gets the kit in that form.
    '^@/uni_modules/rtm/js_sdk/(index|js-engine|testing)\\.js$': '<rootDir>/uni_modules/rtm/js_sdk/testing.cjs',
    '^@/(.*)$': '<rootDir>/$1'
  }
}
