export { EditProblem } from './edit-problem.ts';
export { edited, type Edit, type Edited, type Stale } from './edited.ts';
export { keepTab, unsavedGuard, type HasUnsaved } from './unsaved.ts';
