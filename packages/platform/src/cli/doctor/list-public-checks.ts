import type { Config } from "../../config/config.ts";
import type { Clock } from "../../lib/clock.ts";
import { checkProxy } from "./check-proxy.ts";
import { checkPublicAddress, isPlatform } from "./check-public-address.ts";
import { checkServedCertificate } from "./check-served-certificate.ts";
import { checkWebsockets } from "./check-websockets.ts";
import type { ResolveHost } from "./resolve-host.ts";
import type { Check } from "./run-checks.ts";

/** The checks of PUBLIC_URL. Websockets and proxy are only checked if the platform answers there. */
export function listPublicChecks(config: Config, clock: Clock, resolve: ResolveHost): readonly Check[] {
  const { publicUrl } = config;
  const reached = publicUrl ? isPlatform(publicUrl, resolve) : Promise.resolve("no");
  const address: Check = {
    name: "public address",
    run: async () => [await checkPublicAddress(config, reached)],
  };
  if (!publicUrl) return [address];
  const secure: Check = {
    name: "served certificate",
    run: async () => [await checkServedCertificate(publicUrl, config, clock.nowMs(), resolve)],
  };
  const ifReached = async <Result>(check: () => Promise<Result>): Promise<readonly Result[]> =>
    (await reached) === "yes" ? [await check()] : [];
  return [
    address,
    { name: "websockets", run: () => ifReached(() => checkWebsockets(publicUrl, resolve)) },
    { name: "trust proxy", run: () => ifReached(() => checkProxy(config, clock, resolve)) },
    ...(publicUrl.startsWith("https:") ? [secure] : []),
  ];
}
