/** What one expression may be. Far above what people write, far below what would cost time or stack. */
export const expressionLimits = {
  charactersMax: 4_000,
  nodesMax: 500,
  depthMax: 40,
} as const;
