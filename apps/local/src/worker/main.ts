import { noCrashPoints } from '@waybill/pipeline';
import { runWorkerProcess } from './run-worker-process.ts';

await runWorkerProcess({ crashPoints: noCrashPoints });
