import { describe, expect, it } from "vitest";
import {
  initialSocketState,
  type SocketEffect,
  type SocketEvent,
  type SocketState,
  stepSocket,
} from "../src/signalling/socket-machine.ts";

type Played = readonly [atMs: number, event: SocketEvent["type"] | SocketEvent];

const whole = (event: Played[1]): SocketEvent =>
  typeof event === "string" ? ({ type: event } as SocketEvent) : event;

function nameOf(effect: SocketEffect): string {
  switch (effect.do) {
    case "connectAfter":
      return `connectAfter ${effect.delayMs}`;
    case "announce":
      return effect.news;
    case "announceTrouble":
      return effect.trouble;
    case "announceRefused":
      return `refused ${effect.code}`;
    default:
      return effect.do;
  }
}

/** Plays events at their times, from the opening of the socket at 0. */
function play(events: readonly Played[]): {
  readonly effects: readonly string[];
  readonly state: SocketState;
} {
  let state = initialSocketState(0);
  const effects: string[] = [];
  for (const [atMs, event] of events) {
    const step = stepSocket(state, whole(event), atMs);
    state = step.state;
    effects.push(...step.effects.map(nameOf));
  }
  return { effects, state };
}

const LOST: SocketEvent = { type: "disconnected", byServer: false };
const CLOSED: SocketEvent = { type: "disconnected", byServer: true };
const refused = (code: string): SocketEvent => ({ type: "refused", code });
const BLOCKED: SocketEvent = { type: "diagnosed", trouble: "blocked" };

describe("the socket", () => {
  it.each<[string, readonly Played[], readonly string[]]>([
    ["comes up", [[10, "connected"]], ["online"]],
    [
      "goes down, and Socket.IO reconnects",
      [
        [10, "connected"],
        [20, LOST],
      ],
      ["online", "offline"],
    ],
    [
      "is closed by the platform: the page reconnects",
      [
        [10, "connected"],
        [20, CLOSED],
      ],
      ["online", "offline", "connectAfter 300"],
    ],
    [
      "is closed after 10 s: that is no loop",
      [
        [0, "connected"],
        [1, CLOSED],
        [400, "connected"],
        [10_401, CLOSED],
      ],
      ["online", "offline", "connectAfter 300", "online", "offline", "connectAfter 300"],
    ],
    [
      "is silent for 12 s: it is replaced",
      [
        [0, "connected"],
        [5_000, "asked"],
        [17_000, "check"],
        [17_001, "check"],
      ],
      ["online", "disconnect", "connect"],
    ],
    [
      "is silent for 7 s when the page wakes up: it is replaced",
      [
        [0, "connected"],
        [5_000, "asked"],
        [12_000, "woke"],
        [12_001, "woke"],
      ],
      ["online", "disconnect", "connect"],
    ],
    [
      "is silent and was never asked: an old platform",
      [
        [0, "connected"],
        [60_000, "check"],
      ],
      ["online"],
    ],
    [
      "is silent, then heard",
      [
        [0, "connected"],
        [5_000, "asked"],
        [16_000, "heard"],
        [20_000, "check"],
      ],
      ["online"],
    ],
    [
      "comes up anew: the silence before doesn't count",
      [
        [0, "connected"],
        [5_000, "asked"],
        [6_000, LOST],
        [40_000, "connected"],
        [41_000, "check"],
      ],
      ["online", "offline", "online"],
    ],
    [
      "is on another network: it is replaced",
      [
        [0, "connected"],
        [1, "networkChanged"],
      ],
      ["online", "networkChanged", "disconnect", "connect"],
    ],
    [
      "is down for 8 s: the next check asks why, once",
      [
        [7_999, "check"],
        [8_000, "check"],
        [8_001, "check"],
        [9_000, BLOCKED],
      ],
      ["diagnose", "blocked"],
    ],
    [
      "stays down: the page says why every 10 s",
      [
        [8_000, "check"],
        [9_000, BLOCKED],
        [17_999, "check"],
        [18_000, "check"],
      ],
      ["diagnose", "blocked", "diagnose"],
    ],
    [
      "comes up while the page asks why it is down",
      [
        [8_000, "check"],
        [8_500, "connected"],
        [9_000, BLOCKED],
      ],
      ["diagnose", "online"],
    ],
    [
      "goes down again while the page still asks about the time before",
      [
        [8_000, "check"],
        [8_500, "connected"],
        [8_600, LOST],
        [9_000, BLOCKED],
        [16_600, "check"],
      ],
      ["diagnose", "online", "offline", "diagnose"],
    ],
    ["is refused by a limit", [[10, refused("rate-limited")]], ["connectAfter 4000"]],
    ["is refused for good", [[10, refused("interaction-ended")]], ["refused interaction-ended"]],
    [
      "is refused for its token, which is renewed",
      [
        [10, refused("not-authenticated")],
        [20, "tokenRenewed"],
      ],
      ["renewToken", "connect"],
    ],
    [
      "is refused for the renewed token as well",
      [
        [10, refused("not-authenticated")],
        [20, "tokenRenewed"],
        [30, refused("not-authenticated")],
      ],
      ["renewToken", "connect", "refused not-authenticated"],
    ],
    [
      "is refused for its token later again: it is renewed again",
      [
        [10, refused("not-authenticated")],
        [20, "tokenRenewed"],
        [30, "connected"],
        [40, LOST],
        [50, refused("not-authenticated")],
      ],
      ["renewToken", "connect", "online", "offline", "renewToken"],
    ],
    [
      "has lost its seat",
      [
        [10, refused("not-authenticated")],
        [20, { type: "seatLost", code: "not-authenticated" }],
      ],
      ["renewToken", "refused not-authenticated"],
    ],
    [
      "is renewed again later where the platform could not be asked",
      [
        [10, refused("not-authenticated")],
        [20, "renewalFailed"],
        [4_020, refused("not-authenticated")],
        [4_030, "tokenRenewed"],
      ],
      ["renewToken", "connectAfter 4000", "renewToken", "connect"],
    ],
    [
      "is stopped, and stays so",
      [
        [0, "connected"],
        [1, "stop"],
        [2, LOST],
        [3, "networkChanged"],
        [4, "tokenRenewed"],
        [60_000, "check"],
      ],
      ["online", "cancelConnect", "disconnect"],
    ],
  ])("%s", (_title, events, effects) => {
    expect(play(events).effects).toEqual(effects);
  });

  it("is in one state at a time", () => {
    const names: string[] = [];
    const events: Played[] = [
      [8_000, "check"],
      [9_000, BLOCKED],
      [9_500, "connected"],
      [9_600, LOST],
      [9_700, "stop"],
    ];
    for (let count = 0; count <= events.length; count += 1)
      names.push(play(events.slice(0, count)).state.link.name);
    expect(names).toEqual(["down", "diagnosing", "down", "up", "down", "stopped"]);
  });
});
