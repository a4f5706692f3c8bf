/** For a container's health check: exits with 0 if the platform in this container answers. */
import { get as getHttp } from "node:http";
import { get as getHttps } from "node:https";

const TIMEOUT_MS = 4_000;
const { PORT = "8080", TLS_CERT_FILE, HTTPS } = process.env;
const secure = Boolean(TLS_CERT_FILE || HTTPS);
// The certificate is for the public name, not for this address.
const options = {
  host: "127.0.0.1",
  port: PORT,
  path: "/healthz",
  timeout: TIMEOUT_MS,
  rejectUnauthorized: false,
};

const request = (secure ? getHttps : getHttp)(options, ({ statusCode }) =>
  process.exit(statusCode === 200 ? 0 : 1),
);
request.on("timeout", () => process.exit(1));
request.on("error", () => process.exit(1));
