export { noCrashPoints, type CrashPoint, type CrashPoints } from './crash-points.ts';
export { defaultSettings, type PipelinePorts, type PipelineSettings } from './ports.ts';
export { receiveEvent } from './stages/receive-file/receive-event.ts';
export { receiveObject, type Received } from './stages/receive-file/receive-object.ts';
export type { ObjectNotice } from './stages/receive-file/read-event.ts';
export { sweepLanding } from './stages/receive-file/sweep-landing.ts';
export { processNext, type ProcessedRun } from './run/process-next.ts';
export { pipelineProblems, type PipelineProblemName } from './problems.ts';
