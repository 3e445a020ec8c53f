export { noCrashPoints, type CrashPoint, type CrashPoints } from './crash-points.ts';
export {
  defaultSettings,
  type PartsPath,
  type PipelinePorts,
  type PipelineSettings,
} from './ports.ts';
export { receiveEvent } from './stages/receive-file/receive-event.ts';
export { receiveObject, type Received } from './stages/receive-file/receive-object.ts';
export type { ObjectNotice } from './stages/receive-file/read-event.ts';
export { createReception, type ReceptionPorts } from './stages/receive-file/reception.ts';
export { sweepLanding } from './stages/receive-file/sweep-landing.ts';
export { sweepExports } from './jobs/export/sweep-exports.ts';
export { workOnNextJob, type WorkedJob } from './jobs/work-on-next-job.ts';
export * as partsOfRun from './run/parts/parts-of-run.ts';
export type { PartsPlan } from './run/parts/plan-run.ts';
export type { PostedPart } from './run/parts/post-part.ts';
export { processNext, type ProcessedRun } from './run/process-next.ts';
export { pipelineProblems, type PipelineProblemName } from './problems.ts';
