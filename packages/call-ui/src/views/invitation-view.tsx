import { parseUrl } from "@videoengager/protocol/parse-url";
import type { AgentInteraction } from "@videoengager/protocol/rest/widget-session";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { Copy, Share2, TriangleAlert } from "lucide";
import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";
import type { CallController } from "../call/call-controller.ts";
import { groupPin } from "../text/format.ts";
import { ChatTeaser } from "./chat-teaser.tsx";
import { ConnectionAdvice } from "./connection-advice.tsx";
import { CopyButton } from "./copy-button.tsx";
import { HangUpButton } from "./hang-up-button.tsx";
import { MediaAdvice } from "./media-advice.tsx";
import { PageControls } from "./page-controls.tsx";
import { QrCode } from "./qr-code.tsx";
import { SplitPage } from "./split-page.tsx";
import { useText } from "./text-context.ts";
import { useCallAttention } from "./use-call-attention.ts";
import type { ChatView } from "./use-chat-view.ts";

interface InvitationViewProps {
  readonly controller: CallController;
  readonly interaction: AgentInteraction;
  readonly chat: ChatView;
}

/** How the visitor gets in (the link, a QR code, the PIN), and whether they have arrived. */
export function InvitationView({ controller, interaction, chat }: InvitationViewProps): ComponentChild {
  const text = useText();
  const { invite } = text;
  const { shortUrl, pin, pinRequired, visitorName } = interaction;
  return (
    <SplitPage
      media={controller.media}
      controls={
        <>
          <PageControls media={controller.media} chat={chat} />
          <HangUpButton controller={controller} />
        </>
      }
      below={
        <>
          <MediaAdvice media={controller.media} />
          <ConnectionAdvice state={useStore(controller.state)} />
        </>
      }
    >
      <h1>{visitorName === "" ? invite.title : invite.titleFor(visitorName)}</h1>
      <p class="muted">{invite.text}</p>
      <Arrival controller={controller} visitorName={visitorName} />
      <ChatTeaser view={chat} />
      <div class="field">
        <label for="invitation-link">{invite.link}</label>
        <input
          id="invitation-link"
          class="link-field"
          readOnly
          dir="ltr"
          value={shortUrl}
          onFocus={(event) => event.currentTarget.select()}
        />
      </div>
      {namesLocalhost(shortUrl) ? (
        <p class="advice">
          <Icon node={TriangleAlert} size={20} />
          <span>{invite.localhost}</span>
        </p>
      ) : null}
      <div class="button-row">
        <CopyButton value={shortUrl} label={invite.copy} icon={Copy} primary />
        {typeof navigator.share === "function" ? (
          <button type="button" class="button" onClick={() => void share(shortUrl, invite.shareText)}>
            <Icon node={Share2} size={18} />
            {invite.share}
          </button>
        ) : null}
      </div>
      <div class="invite-ways">
        <figure>
          <QrCode value={shortUrl} />
          <figcaption class="muted">{invite.qrText}</figcaption>
        </figure>
        <dl class="pin">
          <dt>{invite.pin}</dt>
          <dd class="pin-digits" dir="ltr">
            {groupPin(pin)}
          </dd>
          <dd class="muted">{pinRequired ? invite.pinAsked : invite.pinPlain}</dd>
        </dl>
      </div>
    </SplitPage>
  );
}

/** Whether the visitor has opened the link. */
function Arrival({
  controller,
  visitorName,
}: {
  readonly controller: CallController;
  readonly visitorName: string;
}): ComponentChild {
  const { invite, attention } = useText();
  const { room } = useStore(controller.state);
  const presence = room?.peer.presence ?? "absent";
  const name = room?.peer.displayName || visitorName || null;
  // The platform forgets a closed page after a while; that the visitor was there stays true.
  const wasThere = useRef(false);
  if (presence !== "absent") wasThere.current = true;
  useCallAttention(presence === "arrived" || presence === "joined", attention.visitorIsHere(name));
  const words = {
    absent: wasThere.current ? invite.left : invite.nobodyYet,
    arrived: invite.opened(name),
    joined: invite.connecting(name),
    away: invite.left,
  }[presence];
  return (
    <p class="arrival" role="status" data-presence={presence}>
      <span class="live-dot" data-live={presence === "arrived" || presence === "joined"} aria-hidden="true" />
      {words}
    </p>
  );
}

function namesLocalhost(address: string): boolean {
  return /^(localhost|127\.|\[::1\])/.test(parseUrl(address)?.hostname ?? "");
}

async function share(url: string, text: string): Promise<void> {
  try {
    await navigator.share({ url, text });
  } catch {
    // Closed without choosing.
  }
}
