import { SettingsReader } from "./settings-reader.ts";

export type TlsConfig =
  | { readonly kind: "none" }
  | { readonly kind: "files"; readonly certFile: string; readonly keyFile: string }
  | { readonly kind: "self-signed" };

/** `json`: one object per line, for programs. `pretty`: for people. */
export type LogFormat = "json" | "pretty";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

/** The parsed environment variables. `SETTINGS` documents each of them. */
export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly dataDir: string;
  /** Empty: the embedded database in `dataDir`. */
  readonly databaseUrl: string;
  /** Null: derived from the address that the platform listens on. */
  readonly publicUrl: string | null;
  readonly tls: TlsConfig;
  readonly demo: boolean;
  readonly production: boolean;
  /** Risks that would otherwise keep a production platform from starting. */
  readonly allowedInProduction: readonly ProductionRisk[];
  /** Empty: one node. */
  readonly redisUrl: string;
  /** Prefix of every channel and key in Redis. */
  readonly redisPrefix: string;
  readonly stunUrls: readonly string[];
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null;
  readonly turnCredentialLifeS: number;
  readonly logLevel: LogLevel;
  readonly logFormat: LogFormat;
  /** Encrypts the signing keys at rest; null: a key file in `dataDir`. */
  readonly masterKey: string | null;
  /** Proxies whose `X-Forwarded-For` is trusted. */
  readonly trustedProxies: readonly string[];
  /** Null: metrics only for a caller on the same machine, in production for nobody. */
  readonly metricsToken: string | null;
  /** Maximum number of waiting visitors per tenant. */
  readonly maxWaitingPerTenant: number;
  /** Maximum number of waiting visitors per client address. */
  readonly maxWaitingPerAddress: number;
  /** Multiplies the limits on requests and sockets; 0 turns them off. */
  readonly rateLimitFactor: number;
  /** Multiplies every lease; see `Leases`. */
  readonly leaseFactor: number;
  /** Maximum number of connections to PostgreSQL. */
  readonly databasePoolSize: number;
  /** How long `/readyz` answers 503 before the listener closes. */
  readonly drainDelayMs: number;
  /** Maximum number of open connections on this node. */
  readonly maxConnections: number;
  /** The same per client address that isn't a trusted proxy. */
  readonly maxConnectionsPerAddress: number;
  /** While the event loop stalls for this long again and again, new work is refused; 0: never. */
  readonly maxEventLoopDelayMs: number;
  /** The complete address that traces are sent to; null: none are. */
  readonly traceEndpoint: string | null;
}

/** A platform with NODE_ENV=production doesn't start with one of these, unless ALLOW_IN_PRODUCTION names it. */
export type ProductionRisk = "http" | "self-signed" | "demo-tenant";
const PRODUCTION_RISKS: readonly ProductionRisk[] = ["http", "self-signed", "demo-tenant"];

/** Every variable with its meaning and default. `--help` and the README show these texts. */
export const SETTINGS: Readonly<Record<string, string>> = {
  NODE_ENV:
    "production: refuses settings that only a trial may have (DEMO, plain http and others), see ALLOW_IN_PRODUCTION. Default none.",
  PORT: "Port to listen on; 0 takes any free one. Default 8080.",
  HOST: "Address to listen on; 0.0.0.0 for every network. Default 127.0.0.1.",
  PUBLIC_URL:
    "The platform's origin in the browser, such as https://video.example.com. Default: HOST and PORT.",
  DATA_DIR: "Folder of the embedded database, keys and certificates. Default ./data.",
  DATABASE_URL:
    "postgres://user:password@host/name; several hosts, separated by commas, if a standby can take over: the platform uses the one that takes writes. Default empty: the embedded database.",
  TLS_CERT_FILE:
    "PEM file of the certificate chain. Requires TLS_KEY_FILE. Renewed files are used without a restart. Default none (http).",
  TLS_KEY_FILE: "PEM file of the certificate's private key.",
  HTTPS: "self-signed: https with a generated certificate, for trials. Default none.",
  DEMO: "1: creates a demo tenant at the first start. Refused with NODE_ENV=production. Default 0.",
  ALLOW_IN_PRODUCTION:
    "Risks that NODE_ENV=production accepts, separated by commas: http, self-signed, demo-tenant. Default none.",
  REDIS_URL: "redis://host:6379. Required if several nodes serve one platform. Default none.",
  REDIS_PREFIX:
    "Prefix of every channel and key in Redis. The same on all nodes of a platform; different for each platform that shares a Redis. Default ve.",
  STUN_URLS: "STUN servers for the browsers, separated by commas. Default none.",
  TURN_URLS:
    "TURN servers for the browsers, separated by commas: one each for UDP, TCP and TLS. Requires TURN_SECRET. Default none.",
  TURN_SECRET: "coturn's static-auth-secret. The platform makes time-limited credentials from it.",
  TURN_CREDENTIAL_LIFE_S: "Lifetime of a seat's TURN credentials in seconds; pages renew them. Default 900.",
  MASTER_KEY:
    "At least 32 characters. Encrypts signing keys and visitor data at rest. The same on all nodes. Default: DATA_DIR/master.key.",
  TRUST_PROXY: "Addresses or networks of reverse proxies whose X-Forwarded-For is trusted. Default none.",
  METRICS_TOKEN:
    "Bearer token for /metrics. Default none: only callers on the same machine, and nobody in production.",
  RATE_LIMIT_FACTOR:
    "Multiplies the limits on requests and sockets, never those on wrong PINs, keys and tokens. 0 turns off all limits except those on PINs (refused in production). Default 1.",
  LEASE_FACTOR:
    "Multiplies how long a disconnected person's seat is kept. For tests; refused below 1 in production. Default 1.",
  DATABASE_POOL_SIZE: "Maximum number of connections from this node to PostgreSQL. Default 10.",
  MAX_WAITING_PER_TENANT:
    "Maximum number of waiting visitors per tenant; further requests are refused. Default 5000.",
  MAX_WAITING_PER_ADDRESS: "Maximum number of waiting visitors per client address and node. Default 100.",
  DRAIN_DELAY_S:
    "Seconds after SIGTERM during which /readyz answers 503 while the node still serves everything. Sockets then close over half that time. Default 5 with NODE_ENV=production, else 0.",
  MAX_CONNECTIONS: "Maximum number of open connections of this node; further ones are closed. Default 20000.",
  MAX_CONNECTIONS_PER_ADDRESS:
    "Maximum connections per client address; above half of it none is kept alive. Proxies in TRUST_PROXY are exempt; their clients' websockets count. Default half of MAX_CONNECTIONS.",
  MAX_EVENT_LOOP_DELAY_MS:
    "While this node's event loop stalls for this long again and again, it refuses new calls, sign-ins and pages with 503, and serves running calls. 0: never. Default 500.",
  LOG_LEVEL: "trace, debug, info, warn, error, fatal or silent. Default info.",
  OTEL_EXPORTER_OTLP_ENDPOINT:
    "http://collector:4318: sends each call as a trace to this OpenTelemetry collector (OTLP over HTTP, JSON), below /v1/traces. Default none.",
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT:
    "The same as a complete address, with its path. Default: OTEL_EXPORTER_OTLP_ENDPOINT and /v1/traces.",
  LOG_FORMAT: "json: one object per line. pretty: readable lines, for a terminal. Default json.",
};

/** Settings that can also be given as `{name}_FILE`, the path of a file that holds the value. */
export const SECRET_SETTINGS: readonly string[] = [
  "DATABASE_URL",
  "REDIS_URL",
  "TURN_SECRET",
  "MASTER_KEY",
  "METRICS_TOKEN",
];

const LOG_FORMATS: readonly LogFormat[] = ["json", "pretty"];
const LOG_LEVELS: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
const MIN_MASTER_KEY_LENGTH = 32;

/** Reads the configuration. Throws a `ConfigError` that lists all mistakes. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = new SettingsReader(env);
  const production = read.text("NODE_ENV", "") === "production";
  const config: Config = {
    host: read.text("HOST", "127.0.0.1"),
    port: read.integer("PORT", 8080, 0, 65_535),
    dataDir: read.text("DATA_DIR", "./data"),
    databaseUrl: read.secretUrl("DATABASE_URL", ["postgres:", "postgresql:"]),
    publicUrl: readPublicUrl(read),
    tls: readTls(read),
    demo: read.flag("DEMO"),
    production,
    allowedInProduction: read.choices("ALLOW_IN_PRODUCTION", PRODUCTION_RISKS),
    redisUrl: read.secretUrl("REDIS_URL", ["redis:", "rediss:"]),
    redisPrefix: read.matching(
      "REDIS_PREFIX",
      "ve",
      /^[\w.:-]{1,64}$/,
      "1 to 64 letters, digits and . _ : -",
    ),
    stunUrls: read.list("STUN_URLS", /^stuns?:/, "stun:stun.example.com:3478"),
    turn: readTurn(read),
    turnCredentialLifeS: read.integer("TURN_CREDENTIAL_LIFE_S", 900, 5, 86_400),
    logLevel: read.choice("LOG_LEVEL", LOG_LEVELS, "info"),
    logFormat: read.choice("LOG_FORMAT", LOG_FORMATS, "json"),
    masterKey: read.secret("MASTER_KEY") || null,
    trustedProxies: read.networks("TRUST_PROXY"),
    metricsToken: read.secret("METRICS_TOKEN") || null,
    rateLimitFactor: read.number("RATE_LIMIT_FACTOR", 1, 0),
    leaseFactor: read.number("LEASE_FACTOR", 1, 0.01),
    databasePoolSize: read.integer("DATABASE_POOL_SIZE", 10, 2, 1_000),
    maxWaitingPerTenant: read.integer("MAX_WAITING_PER_TENANT", 5_000, 1, 1_000_000),
    maxWaitingPerAddress: read.integer("MAX_WAITING_PER_ADDRESS", 100, 1, 1_000_000),
    drainDelayMs: read.number("DRAIN_DELAY_S", production ? 5 : 0, 0) * 1_000,
    ...readConnectionBounds(read),
    traceEndpoint: readTraceEndpoint(read),
    maxEventLoopDelayMs: read.integer("MAX_EVENT_LOOP_DELAY_MS", 500, 0, 60_000),
  };
  checkTogether(read, config);
  read.throwProblems();
  return config;
}

function checkTogether(read: SettingsReader, config: Config): void {
  if (config.demo && config.production)
    read.problem(
      "DEMO",
      "must not be set with NODE_ENV=production: anybody could sign in to the demo tenant",
    );
  if (config.production) checkProduction(read, config);
  if (config.production && config.rateLimitFactor === 0)
    read.problem("RATE_LIMIT_FACTOR", "must be above 0 with NODE_ENV=production");
  if (config.production && config.leaseFactor < 1)
    read.problem("LEASE_FACTOR", "must be at least 1 with NODE_ENV=production");
  if (config.masterKey !== null && config.masterKey.length < MIN_MASTER_KEY_LENGTH)
    read.problem(
      "MASTER_KEY",
      `must have at least ${MIN_MASTER_KEY_LENGTH} characters; openssl rand -base64 32 makes one`,
    );
}

/** Only this machine reaches a loopback address. A proxy in front of the platform shows in PUBLIC_URL. */
function checkProduction(read: SettingsReader, config: Config): void {
  const { publicUrl, host, tls, allowedInProduction } = config;
  const override = (risk: ProductionRisk): string => `, or set ALLOW_IN_PRODUCTION=${risk}`;
  const servesHttp = !isLoopbackHost(host) && tls.kind === "none";
  if (!allowedInProduction.includes("http")) {
    const isLoopbackUrl = publicUrl !== null && isLoopbackHost(new URL(publicUrl).hostname);
    if (publicUrl?.startsWith("http:") && !isLoopbackUrl)
      read.problem(
        "PUBLIC_URL",
        `must begin with https:// with NODE_ENV=production: browsers don't give pages on http access to the camera${override("http")}`,
      );
    if (servesHttp && (publicUrl === null || isLoopbackUrl))
      read.problem(
        "HOST",
        `must not serve http to a network with NODE_ENV=production: set TLS_CERT_FILE and TLS_KEY_FILE, or PUBLIC_URL if a proxy serves https${override("http")}`,
      );
  }
  if (tls.kind === "self-signed" && !allowedInProduction.includes("self-signed"))
    read.problem(
      "HTTPS",
      `must not be self-signed with NODE_ENV=production: browsers warn about it, and sockets fail${override("self-signed")}`,
    );
}

function isLoopbackHost(host: string): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host);
}

function readPublicUrl(read: SettingsReader): string | null {
  const text = read.url("PUBLIC_URL", ["http:", "https:"]);
  if (!text) return null;
  const url = new URL(text);
  if (url.pathname !== "/" || url.search || url.hash || url.username)
    read.problem("PUBLIC_URL", "must be an origin, without a path or query");
  return url.origin;
}

function readConnectionBounds(
  read: SettingsReader,
): Pick<Config, "maxConnections" | "maxConnectionsPerAddress"> {
  const maxConnections = read.integer("MAX_CONNECTIONS", 20_000, 10, 1_000_000);
  const share = Math.max(1, Math.floor(maxConnections / 2));
  const maxConnectionsPerAddress = read.integer("MAX_CONNECTIONS_PER_ADDRESS", share, 1, maxConnections);
  return { maxConnections, maxConnectionsPerAddress };
}

/** As OpenTelemetry's specification says: the traces' own address is complete, the general one is a base. */
function readTraceEndpoint(read: SettingsReader): string | null {
  const base = read.url("OTEL_EXPORTER_OTLP_ENDPOINT", ["http:", "https:"]);
  const own = read.url("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", ["http:", "https:"]);
  if (own) return own;
  return base ? `${base.replace(/\/$/, "")}/v1/traces` : null;
}

function readTls(read: SettingsReader): TlsConfig {
  const certFile = read.text("TLS_CERT_FILE", "");
  const keyFile = read.text("TLS_KEY_FILE", "");
  const https = read.choice("HTTPS", ["", "self-signed"], "");
  if (Boolean(certFile) !== Boolean(keyFile))
    read.problem(certFile ? "TLS_KEY_FILE" : "TLS_CERT_FILE", "is missing: https needs both files");
  if (certFile && https) read.problem("HTTPS", "must not be set beside TLS_CERT_FILE");
  if (certFile && keyFile) {
    read.existingFile("TLS_CERT_FILE", certFile);
    read.existingFile("TLS_KEY_FILE", keyFile);
    return { kind: "files", certFile, keyFile };
  }
  return { kind: https === "self-signed" ? "self-signed" : "none" };
}

function readTurn(read: SettingsReader): Config["turn"] {
  const urls = read.list("TURN_URLS", /^turns?:/, "turn:turn.example.com:3478");
  const secret = read.secret("TURN_SECRET");
  if (urls.length > 0 && !secret) read.problem("TURN_SECRET", "is missing: TURN_URLS needs coturn's secret");
  if (secret && urls.length === 0) read.problem("TURN_URLS", "is missing: TURN_SECRET alone does nothing");
  return urls.length > 0 && secret ? { urls, secret } : null;
}
