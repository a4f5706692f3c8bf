import { SettingsReader } from "./settings-reader.ts";

export type TlsConfig =
  | { readonly kind: "none" }
  | { readonly kind: "files"; readonly certFile: string; readonly keyFile: string }
  | { readonly kind: "self-signed" };

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal" | "silent";

/** Everything that the environment decides, parsed. `SETTINGS` documents each variable. */
export interface Config {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly dataDir: string;
  /** Empty: the embedded database in `dataDir`. */
  readonly databaseUrl: string;
  /** The origin it is reached at; null: worked out from the address it listens on. */
  readonly publicUrl: string | null;
  readonly tls: TlsConfig;
  readonly demo: boolean;
  readonly production: boolean;
  /** Empty: one node. */
  readonly redisUrl: string;
  readonly stunUrls: readonly string[];
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null;
  readonly logLevel: LogLevel;
  /** Encrypts the signing keys at rest; null: a key file in `dataDir`. */
  readonly masterKey: string | null;
  /** Proxies whose `X-Forwarded-*` headers are believed. */
  readonly trustedProxies: readonly string[];
  /** Null: metrics only for a caller on the same machine, in production for nobody. */
  readonly metricsToken: string | null;
  /** Multiplies every rate limit; 0 turns them off. */
  readonly rateLimitFactor: number;
  /** Open at once on this node. */
  readonly mostConnections: number;
}

/** Every variable, what it does and its default, as `--help` and the documentation show it. */
export const SETTINGS: Readonly<Record<string, string>> = {
  PORT: "Port to listen on; 0 takes any free one. Default 8080.",
  HOST: "Address to listen on; 0.0.0.0 for every network. Default 127.0.0.1.",
  PUBLIC_URL:
    "Origin that browsers reach the platform at, as https://video.example.com. Default: host and port.",
  DATA_DIR: "Folder of the embedded database, keys and certificates. Default ./data.",
  DATABASE_URL: "postgres://user:password@host/name; empty for the embedded database. Default empty.",
  TLS_CERT_FILE: "PEM file of the certificate chain; together with TLS_KEY_FILE. Default none (http).",
  TLS_KEY_FILE: "PEM file of the certificate's private key.",
  HTTPS: "self-signed: https with a certificate that is made at its first use. Default none.",
  DEMO: "1: creates a demo tenant at first start; refused with NODE_ENV=production. Default 0.",
  REDIS_URL: "redis://host:6379, where several nodes serve one platform. Default none.",
  STUN_URLS: "STUN servers for the browsers, separated by commas. Default none.",
  TURN_URLS: "TURN servers for the browsers, separated by commas; together with TURN_SECRET. Default none.",
  TURN_SECRET: "coturn's static-auth-secret; credentials of limited time are made from it.",
  MASTER_KEY:
    "At least 32 signs; encrypts the signing keys at rest. The same on every node. Default: DATA_DIR/master.key.",
  TRUST_PROXY: "Addresses or networks of reverse proxies whose X-Forwarded-For is believed. Default none.",
  METRICS_TOKEN:
    "Bearer token that /metrics asks for. Default none: callers on the same machine, in production nobody.",
  RATE_LIMIT_FACTOR: "Multiplies every rate limit; 0 turns them off (refused in production). Default 1.",
  MAX_CONNECTIONS:
    "Connections of all kinds that this node keeps open at once; further ones are closed. Default 20000.",
  LOG_LEVEL: "trace, debug, info, warn, error, fatal or silent. Default info.",
};

const LOG_LEVELS: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error", "fatal", "silent"];
const LOWEST_MASTER_KEY_LENGTH = 32;

/** Reads the configuration; throws a `ConfigError` that names every mistake at once. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = new SettingsReader(env);
  const production = read.text("NODE_ENV", "") === "production";
  const config: Config = {
    host: read.text("HOST", "127.0.0.1"),
    port: read.integer("PORT", 8080, 0, 65_535),
    dataDir: read.text("DATA_DIR", "./data"),
    databaseUrl: read.url("DATABASE_URL", ["postgres:", "postgresql:"]),
    publicUrl: readPublicUrl(read),
    tls: readTls(read),
    demo: read.flag("DEMO"),
    production,
    redisUrl: read.url("REDIS_URL", ["redis:", "rediss:"]),
    stunUrls: read.list("STUN_URLS", /^stuns?:/, "stun:stun.example.com:3478"),
    turn: readTurn(read),
    logLevel: read.choice("LOG_LEVEL", LOG_LEVELS, "info"),
    masterKey: read.text("MASTER_KEY", "") || null,
    trustedProxies: read.networks("TRUST_PROXY"),
    metricsToken: read.text("METRICS_TOKEN", "") || null,
    rateLimitFactor: read.number("RATE_LIMIT_FACTOR", 1, 0),
    mostConnections: read.integer("MAX_CONNECTIONS", 20_000, 10, 1_000_000),
  };
  checkTogether(read, config);
  read.throwProblems();
  return config;
}

function checkTogether(read: SettingsReader, config: Config): void {
  if (config.demo && config.production)
    read.problem(
      "DEMO",
      "must not be set with NODE_ENV=production: everybody could sign in to the demo tenant",
    );
  if (config.production && config.rateLimitFactor === 0)
    read.problem("RATE_LIMIT_FACTOR", "must be above 0 with NODE_ENV=production");
  if (config.masterKey !== null && config.masterKey.length < LOWEST_MASTER_KEY_LENGTH)
    read.problem(
      "MASTER_KEY",
      `must have at least ${LOWEST_MASTER_KEY_LENGTH} signs; openssl rand -base64 32 makes one`,
    );
}

function readPublicUrl(read: SettingsReader): string | null {
  const text = read.url("PUBLIC_URL", ["http:", "https:"]);
  if (!text) return null;
  const url = new URL(text);
  if (url.pathname !== "/" || url.search || url.hash || url.username)
    read.problem("PUBLIC_URL", "must be an origin alone, without a path or a query");
  return url.origin;
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
  const secret = read.text("TURN_SECRET", "");
  if (urls.length > 0 && !secret) read.problem("TURN_SECRET", "is missing: TURN_URLS needs coturn's secret");
  if (secret && urls.length === 0) read.problem("TURN_URLS", "is missing: TURN_SECRET alone does nothing");
  return urls.length > 0 && secret ? { urls, secret } : null;
}
