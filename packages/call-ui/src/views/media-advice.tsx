import { Icon } from "@videoengager/design-tokens/icon";
import { CircleAlert, Copy } from "lucide";
import type { ComponentChild } from "preact";
import type { LocalMedia } from "../media/local-media.ts";
import type { MediaProblem } from "../media/media-problem.ts";
import type { Messages } from "../text/messages.ts";
import { CopyButton } from "./copy-button.tsx";
import { useText } from "./text-context.ts";
import { useStore } from "./use-store.ts";

function howToAllow({ problems }: Messages): string {
  const agent = navigator.userAgent;
  if (agent.includes("Firefox/")) return problems.allowIn.firefox;
  return agent.includes("Safari/") && !agent.includes("Chrom")
    ? problems.allowIn.safari
    : problems.allowIn.chromium;
}

/** What is wrong with camera or microphone, and what one can do: never a dead end. */
export function MediaAdvice({ media }: { readonly media: LocalMedia }): ComponentChild {
  const text = useText();
  const { camera, microphone } = useStore(media.view);
  const cameraProblem = camera.wanted ? camera.problem : null;
  const problem = cameraProblem ?? (microphone.wanted ? microphone.problem : null);
  if (problem === null) return null;
  const both = cameraProblem !== null && microphone.problem !== null;
  const words = both
    ? text.problems.both
    : cameraProblem === null
      ? text.problems.microphone
      : text.problems.camera;
  return (
    <div class="advice" role="status" data-testid="media-advice">
      <Icon node={CircleAlert} size={20} />
      <div>
        <p>{words[problem]}</p>
        {problem === "denied" ? <p>{howToAllow(text)}</p> : null}
        <p>{microphone.problem === null ? text.problems.goOn : text.problems.goOnMuted}</p>
        {problem === "in-app" ? (
          <CopyButton value={location.href} label={text.problems.copyAddress} icon={Copy} />
        ) : null}
        {canAskAgain(problem) ? (
          <button type="button" class="button" onClick={() => void media.open()}>
            {problem === "dismissed" ? text.devices.askAgain : text.devices.tryAgain}
          </button>
        ) : null}
      </div>
    </div>
  );
}

/** Where asking again can have another answer. */
function canAskAgain(problem: MediaProblem): boolean {
  return !["insecure", "in-app", "not-allowed-here", "missing", "unplugged"].includes(problem);
}
