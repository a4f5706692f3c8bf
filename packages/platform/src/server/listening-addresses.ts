import { networkInterfaces } from "node:os";

/** All names and addresses of a server that listens on `host`. The best one to show comes first. */
export function listNames(host: string): readonly string[] {
  switch (host) {
    case "0.0.0.0":
      return ["localhost", "127.0.0.1", ...localNetworkAddresses()];
    case "::":
      return ["localhost", "127.0.0.1", "::1", ...localNetworkAddresses()];
    case "127.0.0.1":
    case "::1":
      return ["localhost", host];
    default:
      return [host];
  }
}

/** The same as origins. */
export function listOrigins(scheme: "http" | "https", host: string, port: number): readonly string[] {
  return listNames(host).map((name) => {
    const authority = name.includes(":") ? `[${name}]` : name;
    return new URL(`${scheme}://${authority}:${port}`).origin;
  });
}

function localNetworkAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === "IPv4" && !address.internal)
    .map((address) => address.address);
}
