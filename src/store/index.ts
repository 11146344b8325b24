export { openCaseFile } from './open-case-file.ts'
export { openStore, type Store, type StoreOptions } from './store.ts'
