/**
 * The instants at which a worker may die and must lose or double nothing. The numbers are those of the fault catalogue:
 *
 * CP1 event got · CP2 file and run written · CP3 leased · CP4 k-th piece of the object read · CP5 inspected, nothing written ·
 * CP6 inside a batch transaction · CP7 COMMIT sent, reply not seen · CP8 between two batches · CP9 posted, not copied ·
 * CP10 copied, not verified · CP11 verified, original not deleted · CP12 deleted, not recorded · CP13 archived, run not finished ·
 * CP14 run finished, worker not told · CP15 k-th page of an export handed on · CP16 export stored, job not finished.
 */
export type CrashPoint =
  | 'CP1'
  | 'CP2'
  | 'CP3'
  | 'CP4'
  | 'CP5'
  | 'CP6'
  | 'CP7'
  | 'CP8'
  | 'CP9'
  | 'CP10'
  | 'CP11'
  | 'CP12'
  | 'CP13'
  | 'CP14'
  | 'CP15'
  | 'CP16';

/** Told whenever one of these instants is reached. Only fault tests wire something here. */
export interface CrashPoints {
  reach(point: CrashPoint): void | Promise<void>;
}

/** What production uses. */
export const noCrashPoints: CrashPoints = { reach: () => undefined };
