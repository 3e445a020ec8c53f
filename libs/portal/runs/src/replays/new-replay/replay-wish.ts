import type { ReplayPlan } from '@waybill/contracts';
import { absoluteTime } from '@waybill/portal-ui';

/** What is to be replayed, as it stands in the address of the screen. */
export interface ReplayWish {
  readonly what:
    | { readonly kind: 'run'; readonly run: string }
    | { readonly kind: 'runs'; readonly runs: readonly string[] }
    | { readonly kind: 'query'; readonly query: Readonly<Record<string, string>> }
    | null;
  readonly rows: ReplayPlan['rows'];
  readonly rules: ReplayPlan['rules'];
  readonly canary: number;
  /** The plan that was made of it, once there is one. */
  readonly plan: string | null;
  readonly bulkPlan: string | null;
}

const filters = ['partner', 'feed', 'state', 'ruleVersion', 'from', 'to', 'q'] as const;
const canaryMax = 50;

/** Reads the address; what it does not know is left out, what is missing is the usual. */
export function readWish(params: Readonly<Record<string, string | undefined>>): ReplayWish {
  const { run, runs, rows, rules, plan = null, bulkPlan = null } = params;
  const query = Object.fromEntries(
    filters.flatMap((name) => (params[name] ? [[name, params[name]]] : [])),
  ) as Readonly<Record<string, string>>;
  const ids = runs?.split(',').filter(Boolean) ?? [];
  const canary = Number(params['canary'] ?? 1);
  return {
    what: run
      ? { kind: 'run', run }
      : ids.length > 0
        ? { kind: 'runs', runs: ids }
        : Object.keys(query).length > 0
          ? { kind: 'query', query }
          : null,
    rows: rows === 'failed' ? 'failed' : 'all',
    rules: rules === 'original' ? 'original' : 'current',
    canary: Number.isInteger(canary) && canary >= 1 ? Math.min(canary, canaryMax) : 1,
    plan,
    bulkPlan,
  };
}

const filterNames: Readonly<Record<string, string>> = {
  partner: 'partner',
  feed: 'feed',
  state: 'state',
  ruleVersion: 'rules',
  from: 'since',
  to: 'until',
  q: 'name',
};

/** A query in words: `rules acme-tiers@2, since 3 Nov 2026, 06:00:04 CET`. */
export function queryText(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([name, value]) => `${filterNames[name] ?? name} ${valueText(name, value)}`)
    .join(', ');
}

/** The ends of a time range in the clock that the screen shows. */
function valueText(name: string, value: string): string {
  const at = name === 'from' || name === 'to' ? Date.parse(value) : NaN;
  return Number.isNaN(at) ? value : absoluteTime(at);
}
