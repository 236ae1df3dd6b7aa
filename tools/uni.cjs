// The uni CLI with the project root (HBuilderX's layout) as its input directory. The path must be absolute:
// with "." the static folder is not copied.
process.env.UNI_INPUT_DIR = process.env.UNI_INPUT_DIR || require('node:path').resolve(__dirname, '..')
require('@dcloudio/vite-plugin-uni/bin/uni.js')
