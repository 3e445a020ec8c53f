export { askForReason } from './ask-for-reason.ts';
export type { ReasonQuestion } from './ask-for-reason.ts';
