module.exports = { presets: [['@vue/app', { modules: 'auto', useBuiltIns: 'usage' }]] }
