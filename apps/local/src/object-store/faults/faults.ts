import type { S3ErrorCode } from '../protocol/s3-error.ts';

/** What can go wrong with one request. Byte positions default to a random one. */
export type Fault =
  /** Refused before anything happened. */
  | { readonly kind: 'error'; readonly code: S3ErrorCode }
  /** Answered this late. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** Done and committed, but the connection closes without an answer. */
  | { readonly kind: 'lose-reply' }
  /** The connection closes after this many bytes of the announced length. */
  | { readonly kind: 'cut-reply'; readonly atByte?: number }
  /** A complete answer that announces and carries only this many bytes. */
  | { readonly kind: 'short-reply'; readonly atByte?: number }
  /** One byte arrives changed. */
  | { readonly kind: 'corrupt-reply'; readonly atByte?: number }
  /** CopyObject says yes, but one byte of the copy is wrong, or its second half is missing. */
  | { readonly kind: 'corrupt-copy' }
  | { readonly kind: 'truncate-copy' };

export interface FaultRule {
  readonly fault: Fault;
  /** S3's names, such as `GetObject`; default all. */
  readonly operations?: readonly string[];
  readonly bucket?: string;
  readonly keyPrefix?: string;
  /** Probability, 0 to 1; default 1. */
  readonly rate?: number;
  /** How often at most; default without end. */
  readonly times?: number;
}

export interface EventFaults {
  /** Probability that an event is never delivered. */
  readonly dropRate?: number;
  /** Probability that an event is delivered more than once … */
  readonly duplicateRate?: number;
  /** … and how often at most (default 2). */
  readonly duplicateMax?: number;
  /** Each delivery is held back by a random time up to this. */
  readonly delayMaxMs?: number;
  /** Waiting events are handed out in random order. */
  readonly shuffle?: boolean;
}

export interface FaultPlan {
  readonly seed: number;
  readonly rules?: readonly FaultRule[];
  readonly events?: EventFaults;
}

export interface FaultSubject {
  readonly operation: string;
  readonly bucket: string;
  readonly key: string;
}

/**
 * Seeded misfortune for tests. The store asks it before each request and each event; the plan can
 * be changed while the store runs. There is no way to reach it over HTTP.
 */
export class Faults {
  /** How many of each kind were really injected. */
  readonly injected = new Map<Fault['kind'] | 'drop-event' | 'duplicate-event', number>();
  readonly #random: () => number;
  #rules: { readonly rule: FaultRule; left: number }[] = [];
  #events: EventFaults = {};

  constructor({ seed, rules = [], events = {} }: FaultPlan) {
    this.#random = mulberry32(seed);
    this.use(rules, events);
  }

  /** Replaces the plan; without arguments misfortune ends. */
  use(rules: readonly FaultRule[] = [], events: EventFaults = {}): void {
    this.#rules = rules.map((rule) => ({ rule, left: rule.times ?? Infinity }));
    this.#events = events;
  }

  /** The fault of this request, if any: the first rule that fits and strikes. */
  strike(subject: FaultSubject): Fault | undefined {
    for (const entry of this.#rules) {
      if (entry.left <= 0 || !fits(entry.rule, subject)) continue;
      if (this.#random() >= (entry.rule.rate ?? 1)) continue;
      entry.left -= 1;
      this.#count(entry.rule.fault.kind);
      return entry.rule.fault;
    }
    return undefined;
  }

  /** How often an event is delivered, as the delay of each delivery in milliseconds. */
  deliveries(): number[] {
    const { dropRate = 0, duplicateRate = 0, duplicateMax = 2, delayMaxMs = 0 } = this.#events;
    if (this.#random() < dropRate) {
      this.#count('drop-event');
      return [];
    }
    const doubled = this.#random() < duplicateRate;
    if (doubled) this.#count('duplicate-event');
    const copies = doubled ? 2 + this.below(duplicateMax - 1) : 1;
    return Array.from({ length: copies }, () => this.below(delayMaxMs + 1));
  }

  /** The same list, or a shuffled one when events are to be reordered. */
  reorder<T>(list: readonly T[]): T[] {
    if (!this.#events.shuffle) return [...list];
    return list
      .map((item) => ({ item, rank: this.#random() }))
      .sort((a, b) => a.rank - b.rank)
      .map(({ item }) => item);
  }

  get shuffles(): boolean {
    return this.#events.shuffle === true;
  }

  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number {
    return Math.floor(this.#random() * Math.max(limit, 1));
  }

  #count(kind: Fault['kind'] | 'drop-event' | 'duplicate-event'): void {
    this.injected.set(kind, (this.injected.get(kind) ?? 0) + 1);
  }
}

function fits(rule: FaultRule, { operation, bucket, key }: FaultSubject): boolean {
  return (
    (rule.operations?.includes(operation) ?? true) &&
    (rule.bucket === undefined || rule.bucket === bucket) &&
    key.startsWith(rule.keyPrefix ?? '')
  );
}

/** A small generator with a 32-bit state: the same seed gives the same misfortune. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
