import type { LocalMedia } from "@videoengager/ui-kit/devices/local-media";
import type { MediaProblem } from "@videoengager/ui-kit/devices/media-problem";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { CircleAlert, Copy } from "lucide";
import type { ComponentChild } from "preact";
import type { Messages } from "../text/messages.ts";
import { CopyButton } from "./copy-button.tsx";
import { howToAllow } from "./how-to-allow.ts";
import { useText } from "./text-context.ts";

/** What is wrong with camera or microphone, and what to do about it. */
export function MediaAdvice({
  media,
  beforeJoining = false,
}: {
  readonly media: LocalMedia;
  /** Whether it says how to join all the same. Default false. */
  readonly beforeJoining?: boolean;
}): ComponentChild {
  const text = useText();
  const view = useStore(media.view);
  const { problems } = text;
  const camera = view.camera.wanted ? view.camera.problem : null;
  const microphone = view.microphone.wanted ? view.microphone.problem : null;
  if (camera === null && microphone === null) return null;
  const found = [camera, microphone].filter((problem) => problem !== null);
  const sentences =
    camera !== null && camera === microphone
      ? [problems.both[camera]]
      : [camera && problems.camera[camera], microphone && problems.microphone[microphone]];
  return (
    <div class="advice" role="status" data-testid="media-advice">
      <Icon node={CircleAlert} size={20} />
      <div>
        {sentences.map((sentence) => sentence && <p key={sentence}>{sentence}</p>)}
        {found.includes("denied") ? <p>{howToAllow(text)}</p> : null}
        {beforeJoining ? <p>{howToJoin(camera !== null, microphone !== null, problems)}</p> : null}
        {found.includes("in-app") ? (
          <CopyButton value={location.href} label={problems.copyAddress} icon={Copy} />
        ) : null}
        {found.some(canAskAgain) ? (
          <button type="button" class="button" onClick={() => void media.open()}>
            {found.includes("dismissed") ? text.devices.askAgain : text.devices.tryAgain}
          </button>
        ) : null}
      </div>
    </div>
  );
}

function howToJoin(hasNoCamera: boolean, hasNoMicrophone: boolean, problems: Messages["problems"]): string {
  if (!hasNoMicrophone) return problems.goOn;
  return hasNoCamera ? problems.goOnMuted : problems.goOnWithoutMicrophone;
}

/** Where another request can have another answer. */
function canAskAgain(problem: MediaProblem): boolean {
  return !["insecure", "in-app", "not-allowed-here", "missing", "unplugged"].includes(problem);
}
