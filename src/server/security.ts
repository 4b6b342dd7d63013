import helmet from 'helmet'

/**
 * Every page: nothing from elsewhere, no inline script, no inline style, in nobody's frame. A page that
 * must be framed or needs more sets its own Content-Security-Policy, and removes X-Frame-Options.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  xFrameOptions: { action: 'deny' },
  // other hosts of the organisation's domain are not ours to bind
  strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
})
