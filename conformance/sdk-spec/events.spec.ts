import { callMessage } from "../platform-peer/widget-scripts.ts";
import { expect, test } from "./fixtures.ts";
import { generic } from "./init-options.ts";
import { expectStatus, haveSession } from "./standalone-steps.ts";

test("a listener that was added before init() gets every event", async ({ host, peer }) => {
  await host.run(() => {
    window.keep.received = [];
    window.sdk.on("sessionStarted", (state: { visitorId: string }) =>
      (window.keep.received as unknown[]).push(state.visitorId),
    );
  });
  const { visitorId } = await haveSession(host, peer);
  expect(await host.run(() => window.keep.received)).toEqual([visitorId]);
});

test("the function that on() returns ends the subscription, and can be called twice", async ({
  host,
  peer,
}) => {
  await host.run(() => {
    window.keep.received = 0;
    const listener = () => {
      window.keep.received = (window.keep.received as number) + 1;
    };
    window.sdk.on("sessionStarted", listener);
    const unsubscribe = window.sdk.on("sessionStarted", listener);
    unsubscribe();
    unsubscribe();
  });
  await haveSession(host, peer);
  expect(await host.run(() => window.keep.received)).toBe(1);
});

test("a listener that is added twice is called twice and must be removed twice", async ({ host, peer }) => {
  await host.run(() => {
    window.keep.received = 0;
    const listener = () => {
      window.keep.received = (window.keep.received as number) + 1;
    };
    for (let times = 0; times < 3; times++) window.sdk.on("sessionStarted", listener);
    window.sdk.off("sessionStarted", listener);
  });
  await haveSession(host, peer);
  expect(await host.run(() => window.keep.received)).toBe(2);
});

test("once() gets one event", async ({ host, peer }) => {
  await host.run(() => {
    window.keep.received = [];
    window.sdk.once("callStateUpdated", (state: { status: string }) =>
      (window.keep.received as unknown[]).push(state.status),
    );
  });
  const { widget, visitorId } = await haveSession(host, peer);
  await widget.post(callMessage(peer, "CALL_STARTED", visitorId));
  await expectStatus(host, "CALL_STARTED");
  expect(await host.run(() => window.keep.received)).toEqual(["PRE_CALL"]);
});

test("off() removes a once() listener", async ({ host, peer }) => {
  await host.run(() => {
    window.keep.received = 0;
    const listener = () => {
      window.keep.received = 1;
    };
    window.sdk.once("sessionStarted", listener);
    window.sdk.off("sessionStarted", listener);
  });
  await haveSession(host, peer);
  expect(await host.run(() => window.keep.received)).toBe(0);
});

test("a listener that throws or rejects affects neither the other listeners nor the call", async ({
  host,
  peer,
}) => {
  await host.run(() => {
    window.keep.received = 0;
    window.sdk.on("sessionStarted", () => {
      throw new Error("a broken listener");
    });
    window.sdk.on("sessionStarted", async () => {
      throw new Error("a broken promise");
    });
    window.sdk.on("sessionStarted", () => {
      window.keep.received = 1;
    });
  });
  await haveSession(host, peer);
  expect(await host.run(() => window.keep.received)).toBe(1);
  await expect.poll(() => host.consoleLines.join("\n")).toContain("a broken listener");
  await expect.poll(() => host.consoleLines.join("\n")).toContain("a broken promise");
});

test("a listener that ends its own subscription doesn't make another miss the event", async ({
  host,
  peer,
}) => {
  await host.run(() => {
    window.keep.received = [];
    const received = window.keep.received as string[];
    const first = window.sdk.on("sessionStarted", () => {
      received.push("first");
      first();
    });
    window.sdk.on("sessionStarted", () => received.push("second"));
  });
  await haveSession(host, peer);
  expect(await host.run(() => window.keep.received)).toEqual(["first", "second"]);
});

for (const method of ["on", "once"] as const)
  test(`${method}() refuses a listener that isn't a function`, async ({ host }) => {
    const error = await host.throws(
      (name) => window.sdk[name]("sessionStarted", "listener" as never),
      method,
    );
    expect(error.code).toBe("INVALID_ARGUMENT");
  });

test("off() of a listener that was never added does nothing", async ({ host }) => {
  await host.run(() => {
    window.sdk.off("sessionStarted", () => {});
    window.sdk.off("nothing", () => {});
  });
});

test("a * listener gets every event with its name, cleanup included", async ({ host, peer }) => {
  const { widget, visitorId } = await haveSession(host, peer);
  await widget.post(callMessage(peer, "FINISHED", visitorId));
  await host.event("sessionEnded");
  await host.run(() => window.sdk.destroy());
  const names = await host.eventNames("callStateUpdated");
  expect(names).toEqual([
    "initialized",
    "iframeStateChanged",
    "sessionStarted",
    "sessionEnded",
    "iframeStateChanged",
    "cleanup",
  ]);
});

test("off('*') ends it", async ({ host, peer }) => {
  await host.run(() => {
    window.keep.received = 0;
    const listener = () => {
      window.keep.received = 1;
    };
    window.sdk.on("*", listener);
    window.sdk.off("*", listener);
  });
  await host.init(generic(peer));
  expect(await host.run(() => window.keep.received)).toBe(0);
});

test("the application's logger gets the lines, and the console gets none", async ({ host, peer }) => {
  await host.run(
    (options) => {
      window.keep.lines = [];
      const note =
        (level: string) =>
        (...line: unknown[]) =>
          (window.keep.lines as string[]).push(`${level} ${JSON.stringify(line)}`);
      const logger = { debug: note("debug"), info: note("info"), warn: note("warn"), error: note("error") };
      return window.sdk.init({ ...(options as object), logger });
    },
    generic(peer, { standaloneMode: true, externalId: peer.externalId }),
  );
  await host.run(() => window.sdk.switchQueue());
  await host.run(() => window.sdk.call());
  await host.run(() => window.sdk.endCall());
  const lines = (await host.run(() => window.keep.lines)) as string[];
  expect(lines.length).toBeGreaterThan(0);
  expect(host.consoleLines).toEqual([]);
  for (const secret of [peer.apiKey, ...peer.everIssued, "739154"])
    expect(lines.join("\n")).not.toContain(secret);
});

test("a logger that throws has no effect", async ({ host, peer }) => {
  await host.run((options) => {
    const broken = () => {
      throw new Error("a broken sink");
    };
    const logger = { debug: broken, info: broken, warn: broken, error: broken };
    return window.sdk.init({ ...(options as object), logger });
  }, generic(peer));
  await host.run(() => window.sdk.call());
  await host.run(() => window.sdk.endCall());
});

test("without a logger the SDK writes only warnings", async ({ host, peer }) => {
  await haveSession(host, peer, { logger: undefined });
  await host.run(() => window.sdk.endCall());
  expect(host.consoleLines).toEqual([]);
});
