/** What a rule set may be. A limit on everything, so that no document can cost the hub time or memory. */
export const documentLimits = {
  charactersMax: 2_000_000,
  depthMax: 16,
  inputsMax: 200,
  valueMapsMax: 100,
  mapEntriesMax: 20_000,
  derivedMax: 200,
  tablesMax: 100,
  columnsMax: 40,
  rowsMax: 5_000,
  rulesMax: 2_000,
  outcomesMax: 20,
  nameLengthMax: 64,
  messageLengthMax: 500,
  expressionLengthMax: 4_000,
  pointsMaxDefault: 1_000_000,
  expiryMonthsMax: 1_200,
} as const;
