import { expect, it } from "vitest";
import { reconnectDelayMs } from "../src/reconnect-policy.ts";

it("spreads reconnects over half of each delay", () => {
  expect(reconnectDelayMs(0, 0, 0)).toBe(150);
  expect(reconnectDelayMs(0, 0, 1)).toBe(300);
  expect(reconnectDelayMs(100, 0, 1)).toBe(10_000);
});

it("stops after 24 h", () => {
  expect(reconnectDelayMs(5_000, 86_399_999, 0)).toBe(5_000);
  expect(reconnectDelayMs(5_000, 86_400_000, 0)).toBeNull();
});
