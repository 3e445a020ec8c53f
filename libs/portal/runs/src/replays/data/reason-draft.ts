/** A reason that was typed outlives a reload and a sign-in in the middle; kept by the plan that it is for, in this tab. */
export function readDraft(plan: string): string {
  return sessionStorage.getItem(keyOf(plan)) ?? '';
}

export function keepDraft(plan: string, reason: string): void {
  if (reason === '') sessionStorage.removeItem(keyOf(plan));
  else sessionStorage.setItem(keyOf(plan), reason);
}

function keyOf(plan: string): string {
  return `waybill.reason.${plan}`;
}
