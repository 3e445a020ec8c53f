export const balanceBuckets = ['available', 'pending', 'held', 'expired', 'spent'] as const;
export type BalanceBucket = (typeof balanceBuckets)[number];
