export { edited, type Edit, type Edited, type Stale } from './edited.ts';
export { SaveBar, reasonOfEdit } from './save-bar.ts';
export { keepTab, unsavedGuard, type HasUnsaved } from './unsaved.ts';
