/** The detail of an `unavailable` problem whose cause is that the issuer of tokens does not answer; callers tell it by this. */
export const issuerAwayDetail =
  'The sign-in service does not answer. Nothing was changed; try again shortly.';
