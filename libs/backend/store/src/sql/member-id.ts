/** `acme:E1042` in its parts; a partner's id has no colon. An id without one belongs to no member. */
export function memberKeyOf(id: string): { partner: string; memberNo: string } {
  const colon = id.indexOf(':');
  return colon < 0
    ? { partner: '', memberNo: '' }
    : { partner: id.slice(0, colon), memberNo: id.slice(colon + 1) };
}
