/**
 * A call on bad networks, beside two bare peer connections with default settings on the same links, in the same run. All media goes
 * through coturn, and through a forwarder of the bench that limits the rate, delays and drops packets on the visitor's access in both
 * directions. Each figure is that of the worse side. `BENCH_ROWS=dip,cut` runs some of the rows.
 */
import {
  between,
  cameraKbps,
  concealedShare,
  framesPerSecond,
  heightBackMs,
  longestGapMs,
  pictureBackMs,
  soundKbps,
  toneShare,
} from "./lib/media-figures.ts";
import { CLEAR, type LinkProfile } from "./lib/network-link.ts";
import { type Kind, type RelayedCall, startCall, startWorld, type World } from "./lib/relayed-call.ts";
import { median, percentile } from "./report.ts";

const TLS_DELAY_MS = 350;
const SETTLE_MS = 10_000;
const MEASURE_MS = 30_000;
const ROUNDS = 10;
/** The bare connections need up to half a minute to notice. */
const BARE_ROUNDS = 2;
const GIVE_UP_MS = 35_000;

interface Figure {
  readonly name: string;
  readonly aim: string;
  readonly holds: (value: number) => boolean;
  readonly value: number;
  readonly unit: "%" | "fps" | "ms" | "kbit/s" | "lines";
}

interface Row {
  readonly id: string;
  readonly title: string;
  measure(world: World, kind: Kind): Promise<readonly Figure[]>;
}

const pause = (durationMs: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, durationMs));
const link = (kbps: number | null, roundTripMs: number, loss: number): LinkProfile => ({
  kbps,
  delayMs: roundTripMs / 2,
  loss,
});
const atLeast = (name: string, aim: number, unit: Figure["unit"], value: number): Figure => ({
  name,
  aim: `≥ ${aim}`,
  holds: (measured) => measured >= aim,
  value,
  unit,
});
const atMost = (name: string, aim: number, unit: Figure["unit"], value: number): Figure => ({
  name,
  aim: `≤ ${aim}`,
  holds: (measured) => measured <= aim,
  value,
  unit,
});
const toldOnly = (name: string, unit: Figure["unit"], value: number): Figure => ({
  name,
  aim: "",
  holds: () => true,
  value,
  unit,
});

function steady(id: string, profile: LinkProfile, toneAim: number, fpsAim: number | null): Row {
  return {
    id,
    title: `${profile.kbps} kbit/s, ${2 * profile.delayMs} ms, ${profile.loss * 100} % loss`,
    async measure(world, kind) {
      world.links.visitor.shape(profile);
      return withCall(world, kind, async (call) => {
        await pause(SETTLE_MS);
        const fromMs = Date.now();
        await pause(MEASURE_MS);
        const untilMs = Date.now();
        const probes = await call.probes();
        const samples = probes.map((probe) => between(probe.samples, fromMs, untilMs));
        const worst = (values: readonly number[]): number => Math.min(...values);
        const tone = worst(probes.map((probe) => toneShare(probe, fromMs, untilMs)));
        return [
          atLeast("tone recognised in 200 ms windows", toneAim, "%", tone * 100),
          ...(fpsAim === null
            ? [toldOnly("frames", "fps", worst(samples.map(framesPerSecond)))]
            : [atLeast("frames", fpsAim, "fps", worst(samples.map(framesPerSecond)))]),
          toldOnly("comes up", "ms", call.upMs ?? Number.NaN),
          toldOnly("sound concealed", "%", Math.max(...samples.map(concealedShare)) * 100),
          toldOnly("sound sent by the visitor", "kbit/s", soundKbps(samples[1] ?? [])),
          toldOnly("picture sent by the visitor", "kbit/s", cameraKbps(samples[1] ?? [])),
        ];
      });
    },
  };
}

const dip: Row = {
  id: "dip",
  title: "2 Mbit/s → 200 kbit/s for 15 s → 2 Mbit/s, 60 ms",
  async measure(world, kind) {
    const wide = link(2_000, 60, 0);
    world.links.visitor.shape(wide);
    return withCall(world, kind, async (call) => {
      await pause(15_000);
      const narrowMs = Date.now();
      world.links.visitor.shape(link(200, 60, 0));
      await pause(15_000);
      const wideMs = Date.now();
      world.links.visitor.shape(wide);
      await pause(25_000);
      const probes = await call.probes();
      const backMs = probes.map(({ samples }) => heightBackMs(samples, wideMs, 360) ?? Number.NaN);
      return [
        atMost(
          "longest gap in the tone",
          400,
          "ms",
          Math.max(...probes.map((probe) => longestGapMs(probe, narrowMs, Date.now()))),
        ),
        atMost("picture back at 360p", 8_000, "ms", Math.max(...backMs)),
        toldOnly(
          "lowest picture in the dip",
          "lines",
          Math.min(
            ...probes.flatMap(({ samples }) => between(samples, narrowMs, wideMs).map((s) => s.height)),
          ),
        ),
      ];
    });
  },
};

/** The link breaks and heals; on either side in turn. */
function broken(
  id: string,
  title: string,
  breakLink: (link: World["links"]["agent"], profile: LinkProfile) => Promise<void>,
): Row {
  return {
    id,
    title,
    async measure(world, kind) {
      const profile = link(2_000, 60, 0);
      world.links.visitor.shape(profile);
      return withCall(world, kind, async (call) => {
        await pause(SETTLE_MS);
        const times: number[] = [];
        for (let round = 0; round < (kind === "ours" ? ROUNDS : BARE_ROUNDS); round += 1) {
          const side = round % 2 === 0 ? "visitor" : "agent";
          const brokenMs = Date.now();
          await breakLink(world.links[side], side === "visitor" ? profile : CLEAR);
          times.push(await untilPictures(call, brokenMs, Date.now()));
          await pause(4_000);
        }
        const name = `picture back, p95 (${ROUNDS} rounds, bare ${BARE_ROUNDS})`;
        return [atMost(name, 2_000, "ms", percentile(times, 0.95)), toldOnly("median", "ms", median(times))];
      });
    },
  };
}

async function untilPictures(call: RelayedCall, brokenMs: number, healMs: number): Promise<number> {
  while (Date.now() - healMs < GIVE_UP_MS) {
    await pause(500);
    const probes = await call.probes();
    const backMs = probes.map(({ samples }) =>
      pictureBackMs(
        samples.filter(({ atMs }) => atMs > brokenMs - 500),
        brokenMs,
        healMs,
      ),
    );
    if (backMs.every((value) => value !== null)) return Math.max(...backMs);
  }
  return GIVE_UP_MS;
}

const tls: Row = {
  id: "tls",
  title: "700 ms round trip, relay over TLS only",
  async measure(world, kind) {
    const call = await startCall(world, kind, "tls");
    await call.close();
    return [atMost("sound and picture on both sides", 15_000, "ms", call.upMs ?? Number.NaN)];
  },
};

const rows: readonly Row[] = [
  steady("narrow", link(80, 300, 0.1), 95, null),
  steady("weak", link(300, 150, 0.03), 99, 8),
  dip,
  broken("cut", "cut for 5 s", async (access, profile) => {
    access.shape({ ...profile, cut: true });
    await pause(5_000);
    access.shape(profile);
  }),
  broken("address", "address changes", (access) => access.changeAddress()),
  broken("move", "cut for 5 s, then at another address", async (access, profile) => {
    access.shape({ ...profile, cut: true });
    await pause(5_000);
    await access.changeAddress();
    access.shape(profile);
  }),
  tls,
];

async function withCall(
  world: World,
  kind: Kind,
  act: (call: RelayedCall) => Promise<readonly Figure[]>,
): Promise<readonly Figure[]> {
  const call = await startCall(world, kind);
  try {
    return await act(call);
  } finally {
    await call.close();
    for (const access of Object.values(world.links)) access.shape(CLEAR);
  }
}

function printRow({ title }: Row, ours: readonly Figure[], bare: readonly Figure[]): void {
  console.log(`\n${title}`);
  ours.forEach(({ name, aim, unit, value, holds }, i) => {
    const other = bare[i]?.value ?? Number.NaN;
    const figure = (of: number): string => (Number.isNaN(of) ? "never" : of.toFixed(of >= 100 ? 0 : 1));
    const aimed = aim === "" ? "" : ` (aim ${aim} ${unit}: ${holds(value) ? "holds" : "DOES NOT HOLD"})`;
    console.log(
      `  ${name}: ours ${figure(value)} ${unit}${aimed} · bare ${figure(other)} ${unit} · ratio ${(value / other).toFixed(2)}`,
    );
  });
}

const world = await startWorld(TLS_DELAY_MS);
const wanted = process.env.BENCH_ROWS?.split(",") ?? rows.map(({ id }) => id);
for (const row of rows.filter(({ id }) => wanted.includes(id))) {
  const bare = await row.measure(world, "bare");
  const ours = await row.measure(world, "ours");
  printRow(row, ours, bare);
}
await world.stop();
