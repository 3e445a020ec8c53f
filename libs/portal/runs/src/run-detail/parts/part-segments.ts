import type { RunPart, RunPartState } from '@waybill/contracts';

/** A stretch of the bar: one part, or neighbours where there are more than can be told apart. */
export interface PartSegment {
  readonly key: number;
  readonly state: RunPartState;
  /** How wide it is beside the others. */
  readonly weight: number;
}

/** More are narrower than a finger’s breadth of pixels on a phone. */
const segmentsMost = 120;

/** What needs looking at shows, however many parts that are done lie around it. */
const loudest: readonly RunPartState[] = ['broken-off', 'running', 'waiting', 'done'];

/** The parts in the order of the file; the one that goes over the whole file comes last and is as wide as an ordinary one. */
export function segmentsOf(parts: readonly RunPart[]): PartSegment[] {
  const own = parts.filter(({ part }) => part > 0);
  const perSegment = Math.ceil(own.length / segmentsMost);
  const count = perSegment === 0 ? 0 : Math.ceil(own.length / perSegment);
  const segments = Array.from({ length: count }, (_, at) =>
    segmentOf(own.slice(at * perSegment, (at + 1) * perSegment)),
  );
  const usual = segments.reduce((sum, { weight }) => sum + weight, 0) / Math.max(count, 1);
  const rest = parts.filter(({ part }) => part === 0);
  return [...segments, ...rest.map(({ state }) => ({ key: 0, state, weight: usual || 1 }))];
}

function segmentOf(parts: readonly RunPart[]): PartSegment {
  const state = loudest.find((each) => parts.some((part) => part.state === each)) ?? 'waiting';
  const weight = parts.reduce((sum, { fromByte, toByte }) => sum + toByte - fromByte, 0);
  return { key: parts[0]?.part ?? 0, state, weight };
}
