/** What both sides send and who takes part, as a pure rule: a report of the widget gives the next state and the events. */
import type { MediaMessage } from "@videoengager/protocol/widget/call-control";
import type { CallMedia } from "../api/events.ts";
import { snapshot } from "../lib/snapshot.ts";

export const NO_MEDIA: CallMedia = snapshot({
  own: { microphone: false, camera: false, screen: false },
  participants: [],
});

export type MediaEvent =
  | readonly [type: "mediaStateChanged", media: CallMedia]
  | readonly [type: "participantsChanged", participants: CallMedia["participants"]];

export interface MediaStep {
  readonly media: CallMedia;
  readonly events: readonly MediaEvent[];
}

export function stepMedia(
  before: CallMedia,
  { own, others }: Pick<MediaMessage, "own" | "others">,
): MediaStep {
  const media = snapshot({ own, participants: others });
  const events: MediaEvent[] = [];
  if (!isSame(sentIn(before), sentIn(media))) events.push(["mediaStateChanged", media]);
  if (!isSame(peopleIn(before), peopleIn(media))) events.push(["participantsChanged", media.participants]);
  return { media, events };
}

const sentIn = ({ own, participants }: CallMedia): unknown => [own, participants.map(({ media }) => media)];

const peopleIn = ({ participants }: CallMedia): unknown =>
  participants.map(({ role, displayName, presence }) => [role, displayName, presence]);

/** Both come from the same reader, so their fields are in the same order. */
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
