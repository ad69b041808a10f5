/** The values of `sslmode` ("SSL Support" in libpq's documentation), from the weakest. */
export const sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;

/** How a connection is protected. */
export type SslMode = (typeof sslModes)[number];
