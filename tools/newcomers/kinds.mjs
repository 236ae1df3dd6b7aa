// The kinds of projects that the documents lead to a first message; `packages` are those whose versions are told.
export const kinds = [
  {
    name: 'vue3ts',
    title: 'uni-app CLI, Vue 3, TypeScript',
    page: 'docs/newcomer.md',
    packages: ['@dcloudio/vite-plugin-uni', 'vue', 'vite', 'typescript', 'vue-tsc', '@vue/tsconfig']
  },
  {
    name: 'vue2',
    title: 'uni-app CLI, Vue 2',
    page: 'docs/projects.md',
    packages: ['@dcloudio/vue-cli-plugin-uni', 'vue', '@vue/cli-service', 'typescript']
  },
  {
    name: 'hbuilderx',
    title: 'HBuilderX layout',
    page: 'docs/projects.md',
    packages: ['@dcloudio/vite-plugin-uni', 'vue', 'vite']
  },
  {
    name: 'react',
    title: 'Vite, React',
    page: 'docs/projects.md',
    packages: ['vite', 'react', 'typescript', '@vitejs/plugin-react']
  },
  { name: 'node', title: 'Node, CommonJS', page: 'docs/newcomer.md', packages: ['ws'] }
]
