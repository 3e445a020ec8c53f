/**
 * The headers every answer of the static portal carries, as the CloudFront policy sets them.
 *
 * Styles are the one thing allowed inline: Angular puts a component's style into the page itself, and a
 * static site has no nonce to give it.
 */
export function pageHeaders(connectTo: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "worker-src 'self'",
    "manifest-src 'self'",
    `connect-src ${["'self'", ...connectTo].join(' ')}`,
    "form-action 'self'",
    "base-uri 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    // `waybill#code` starts the workers of the code views and lets their editor draw; `dompurify` cleans what it renders.
    // `waybill#worker` vouches for the one script that keeps the portal for the time without a network.
    'trusted-types angular angular#bundler waybill#code waybill#worker dompurify',
  ];
  return {
    'content-security-policy': policy.join('; '),
    // The window in which a lost session is signed in again must find back to its opener's origin.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'accelerometer=(), camera=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  };
}
