export { JobActions } from './job-actions.ts';
export { JobListPage } from './job-list-page.ts';
export { JobPanel } from './job-panel.ts';
export { JobProgress } from './job-progress.ts';
export { jobKindWords, jobStateWords } from '../words/job-words.ts';
