module.exports = {
  rootDir: '../..', // the folder with your `pages` and `uni_modules`
  moduleNameMapper: {
    // In tests the client runs on the kit: nothing native is imported.
    '^@/uni_modules/rtm/js_sdk/(index|js-engine)\\.js$': 'rtm-testing',
    '^@/(.*)$': '<rootDir>/$1'
  }
}
