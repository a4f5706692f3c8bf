import { once } from "node:events";
import { createServer } from "node:net";
import type { Config } from "../../config/config.ts";
import { listOrigins } from "../../server/listening-addresses.ts";
import { isPlatform } from "./check-public-address.ts";
import { describeReason, type Finding, ok, wrong } from "./finding.ts";
import type { ResolveHost } from "./resolve-host.ts";

/** Whether the port is free, or this platform listens on it. */
export async function checkPort({ host, port, tls }: Config, resolve: ResolveHost): Promise<Finding> {
  const check = `port ${port}`;
  const server = createServer();
  try {
    server.listen({ host, port });
    await once(server, "listening");
    return ok(check, `${host} is free to listen on`);
  } catch (error) {
    if (describeReason(error) !== "EADDRINUSE")
      return wrong(
        check,
        `can't be opened on ${host} (${describeReason(error)})`,
        "Set HOST and PORT to values that this user can open.",
        "port",
      );
    const [origin = ""] = listOrigins(tls.kind === "none" ? "http" : "https", host, port);
    return (await isPlatform(origin, resolve)) === "yes"
      ? ok(check, "this platform listens there")
      : wrong(
          check,
          "another program listens there",
          `Stop it, or choose another port: PORT=${port + 1}`,
          "port",
        );
  } finally {
    server.close();
  }
}
