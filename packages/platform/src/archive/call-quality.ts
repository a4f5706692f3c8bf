import type { EpochMs, InteractionId, SeatRole } from "@videoengager/protocol/ids";
import type { CallQuality, CallQualityOfSide, QualityCause } from "@videoengager/protocol/rest/call-quality";
import {
  STATS_FIELDS,
  STATS_INTERVAL_MS,
  type StatsSample,
} from "@videoengager/protocol/signalling/signalling-socket";

/** One batch of a page's samples. The last one was taken at `sentAtMs`. */
export interface QualityBatch {
  readonly role: SeatRole;
  readonly sentAtMs: EpochMs;
  readonly samples: readonly StatsSample[];
}

/** Where measurements of calls are stored. They are deleted with their interaction. */
export interface CallQualityStore {
  add(interactionId: InteractionId, batch: QualityBatch): Promise<void>;
  /** In order of time; null if the tenant has no such interaction. */
  ofInteraction(tenantId: string, interactionId: string): Promise<readonly QualityBatch[] | null>;
}

/** With {@link MIN_BATCH_INTERVAL_MS}, a minute of both sides stays below 2 kB. */
export const MAX_BATCH_BYTES: number = 400;
/** A page sends six samples every 30 s. */
export const MIN_BATCH_INTERVAL_MS: number = 25_000;

/** Rates a call by the measurements of both pages. */
export function rateCall(interactionId: InteractionId, batches: readonly QualityBatch[]): CallQuality {
  const sides = (["agent", "visitor"] as const)
    .map((role) =>
      rateSide(
        role,
        batches.filter((batch) => batch.role === role),
      ),
    )
    .filter(({ samples }) => samples.length > 0);
  const worst = sides.toSorted((one, other) => (one.score ?? 5) - (other.score ?? 5))[0];
  return { interactionId, score: worst?.score ?? null, cause: worst?.cause ?? null, sides };
}

function rateSide(role: SeatRole, batches: readonly QualityBatch[]): CallQualityOfSide {
  const samples = batches.flatMap(({ sentAtMs, samples: of }) =>
    of.map((values, index) => ({
      atMs: sentAtMs - (of.length - 1 - index) * STATS_INTERVAL_MS,
      values: Object.fromEntries(STATS_FIELDS.map((field, at) => [field, values[at] ?? null])) as Values,
    })),
  );
  const penalties = samples.map(({ values }) => listPenalties(values));
  const total = (cause: QualityCause): number =>
    penalties.reduce((sum, of) => sum + of[cause], 0) / Math.max(1, penalties.length);
  const causes = CAUSES.map((cause) => ({ cause, penalty: total(cause) })).toSorted(
    (one, other) => other.penalty - one.penalty,
  );
  const sum = causes.reduce((all, { penalty }) => all + penalty, 0);
  const worst = causes[0];
  return {
    role,
    score: samples.length === 0 ? null : Math.round(Math.max(1, 5 - sum) * 10) / 10,
    cause: worst !== undefined && worst.penalty >= 0.3 ? worst.cause : null,
    samples: samples.map(({ atMs, values }) => ({ atMs, ...values })),
  };
}

type Values = Readonly<Record<(typeof STATS_FIELDS)[number], number | null>>;

const CAUSES: readonly QualityCause[] = ["loss", "delay", "bandwidth", "cpu"];

/**
 * Penalties of a sample, by cause, to subtract from a score of 5. Concealed audio counts most: people call 10 % of it a bad line.
 * Delay counts from 300 ms on (ITU-T G.114 names 400 ms one way as the limit). A small picture counts by its size.
 */
function listPenalties(values: Values): Readonly<Record<QualityCause, number>> {
  const { lossIn, concealed, roundTripMs, height, limitedBy, fps } = values;
  const loss = Math.min(3, ((concealed ?? 0) / 100) * 2.5 + Math.max(0, (lossIn ?? 0) - 20) / 100);
  const delay = Math.min(2, Math.max(0, (roundTripMs ?? 0) - 300) / 350);
  const small = height !== null && height > 0 && height < 360 ? (360 - height) / 360 : 0;
  const slow = fps !== null && fps > 0 && fps < 10 ? (10 - fps) / 10 : 0;
  const limited = limitedBy === 1 ? 0.3 : 0;
  return {
    loss,
    delay,
    bandwidth: Math.min(2, small + slow + limited),
    cpu: limitedBy === 2 ? 0.6 : 0,
  };
}
