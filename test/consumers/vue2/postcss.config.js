// As in DCloud's own template.
const { resolve } = require('path')

module.exports = {
  parser: require('postcss-comment'),
  plugins: [
    require('postcss-import')({
      resolve: (id) => (/^~?@\//.test(id) ? resolve(process.env.UNI_INPUT_DIR, id.replace(/^~?@\//, '')) : id)
    }),
    require('autoprefixer')({ remove: process.env.UNI_PLATFORM !== 'h5' }),
    require('@dcloudio/vue-cli-plugin-uni/packages/postcss')
  ]
}
