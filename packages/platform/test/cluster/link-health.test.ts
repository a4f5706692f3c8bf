import { expect, it } from "vitest";
import { LinkHealth, MAX_SILENT_TICKS } from "../../src/cluster/link-health.ts";

function linkThatIsUp(): LinkHealth {
  const link = new LinkHealth();
  link.handleEcho();
  return link;
}

it("is down until the first heartbeat comes back", () => {
  const link = new LinkHealth();
  expect(link.isUp).toBe(false);
  expect(link.handleEcho()).toBe(true);
  expect(link.isUp).toBe(true);
});

it("stays up while heartbeats come back, also late ones", () => {
  const link = linkThatIsUp();
  for (let round = 0; round < 20; round += 1) {
    for (let tick = 0; tick < MAX_SILENT_TICKS; tick += 1) link.tick();
    expect(link.isUp).toBe(true);
    expect(link.handleEcho()).toBe(false);
  }
});

it("is down when heartbeats stay away, and says so once when they are back", () => {
  const link = linkThatIsUp();
  for (let tick = 0; tick <= MAX_SILENT_TICKS; tick += 1) link.tick();
  expect(link.isUp).toBe(false);
  expect(link.handleEcho()).toBe(true);
  expect(link.handleEcho()).toBe(false);
});

it("counts a broken connection as a gap even if it is replaced at once", () => {
  const link = linkThatIsUp();
  link.handleDisconnect();
  expect(link.isUp).toBe(false);
  expect(link.handleEcho()).toBe(true);
});
