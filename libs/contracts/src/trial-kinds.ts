/**
 * How approved rules are tried on new files before they judge all of them. `canary`: they judge the next few files, really. `shadow`: the
 * active rules judge and book, and what the others would have made of each file is kept beside.
 */
export const trialKinds = ['canary', 'shadow'] as const;
export type TrialKind = (typeof trialKinds)[number];
