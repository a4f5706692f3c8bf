import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { startPlatform } from "../helpers/start-platform.ts";

it.each([
  ["https://video.example.com", "max-age=15552000"],
  ["http://video.example.com", null],
])("with PUBLIC_URL=%s, Strict-Transport-Security is %s", async (publicUrl, expected) => {
  const platform = await startPlatform({ env: { PUBLIC_URL: publicUrl } });
  try {
    const { port } = platform.app.server.address() as AddressInfo;
    const { headers } = await fetch(`http://127.0.0.1:${port}/healthz`);
    expect(headers.get("strict-transport-security")).toBe(expected);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  } finally {
    await platform.stop();
  }
});

it.each([
  ["a trusted proxy", "127.0.0.1", "max-age=15552000"],
  ["anybody else", "192.0.2.1", null],
])(
  "without PUBLIC_URL, https that %s (TRUST_PROXY=%s) reports gives Strict-Transport-Security %s",
  async (_, trusted, expected) => {
    const platform = await startPlatform({ env: { TRUST_PROXY: trusted } });
    try {
      const { headers } = await platform.fetch("/healthz", { headers: { "x-forwarded-proto": "https" } });
      expect(headers.get("strict-transport-security")).toBe(expected);
    } finally {
      await platform.stop();
    }
  },
);
