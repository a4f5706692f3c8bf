import type { SignInRefusal } from "@videoengager/protocol/widget/widget-messages";
import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { Icon } from "@videoengager/ui-kit/icon";
import { CircleAlert, LogIn, PhoneMissed, WifiOff } from "lucide";
import type { ComponentChild } from "preact";
import { useRef, useState } from "preact/hooks";
import type { AgentEntry, AgentStage } from "../call/agent-entry.ts";
import type { EntryFailure } from "../call/entry-failure.ts";
import { isTalking } from "../call/is-talking.ts";
import type { Messages } from "../text/messages.ts";
import { EndedView } from "./ended-view.tsx";
import { GenesysView } from "./genesys-view.tsx";
import { InvitationView } from "./invitation-view.tsx";
import { LazyCallView } from "./lazy-call-view.tsx";
import { BusyPage, MessagePage } from "./message-page.tsx";
import { useText } from "./text-context.ts";
import { useChatView } from "./use-chat-view.ts";
import { WithChat } from "./with-chat.tsx";

/** What the agent sees, stage by stage. */
export function AgentView({ entry }: { readonly entry: AgentEntry }): ComponentChild {
  const { starting } = useText();
  const stage = useStore(entry.stage);
  switch (stage.name) {
    case "parked":
      return null;
    case "starting":
      return <BusyPage title={starting.signingIn} />;
    case "sign-in":
      return <SignInView entry={entry} refused={stage.refused} />;
    case "genesys":
      return <GenesysView signIn={stage.signIn} />;
    case "failed":
      return <FailedView entry={entry} why={stage.why} />;
    default:
      return <SeatedView key={stage.controller} entry={entry} stage={stage} />;
  }
}

interface SeatedViewProps {
  readonly entry: AgentEntry;
  readonly stage: Extract<AgentStage, { name: "seated" }>;
}

function SeatedView({ entry, stage }: SeatedViewProps): ComponentChild {
  const { controller, interaction, how } = stage;
  const state = useStore(controller.state);
  const isClaimed = how === "claimed";
  // What a visitor wrote while waiting is what the call is about.
  const chat = useChatView(controller, interaction.visitorName, isClaimed && state.room?.state !== "active");
  const { peerName, panels } = chat;
  const isOver = state.outcome !== null || state.hangingUp;
  const isCall = isClaimed || isTalking(state);
  // A page that returns to a call after a reload showed none.
  const sawInvitation = useRef(false);
  if (!isOver && !isCall) sawInvitation.current = true;
  return (
    <WithChat view={chat} layout={isCall && !isOver ? "call" : "page"}>
      {isOver ? (
        <EndedView state={state} chat={chat.chat} peerName={peerName} onContinue={() => void entry.start()} />
      ) : isCall ? (
        <LazyCallView
          controller={controller}
          panels={panels}
          peerName={peerName}
          hadLobby={sawInvitation.current}
        />
      ) : (
        <InvitationView controller={controller} interaction={interaction} chat={chat} />
      )}
    </WithChat>
  );
}

function failureWords(
  why: EntryFailure | SignInRefusal,
  { widget, gone, genesys }: Messages,
): { readonly title: string; readonly more: string } {
  switch (why) {
    case "not-authenticated":
      return { title: widget.notAuthenticated, more: widget.notAuthenticatedText };
    case "not-allowed":
    case "unknown-organization":
    case "agent-disabled":
      return { title: widget.notAuthenticated, more: genesys.refusals[why] };
    case "claimed-elsewhere":
      return { title: widget.claimedElsewhere, more: widget.claimedElsewhereText };
    case "gone":
      return { title: gone.ended, more: widget.goneText };
    case "rate-limited":
      return { title: gone.rateLimited, more: gone.rateLimitedText };
    case "unreachable":
      return { title: gone.unreachable, more: gone.unreachableText };
    case "unsupported":
      return { title: gone.unsupported, more: widget.unsupportedText };
    default:
      return { title: widget.failed, more: widget.failedText };
  }
}

function FailedView({
  entry,
  why,
}: {
  readonly entry: AgentEntry;
  readonly why: EntryFailure | SignInRefusal;
}): ComponentChild {
  const text = useText();
  const { title, more } = failureWords(why, text);
  const icon = why === "unreachable" ? WifiOff : why === "claimed-elsewhere" ? PhoneMissed : CircleAlert;
  const canRetry = why === "unreachable" || why === "rate-limited";
  return (
    <MessagePage icon={icon} tone="attention" title={title}>
      <p>{more}</p>
      {canRetry ? (
        <button type="button" class="button" data-kind="primary" onClick={() => void entry.start()}>
          {text.tryAgain}
        </button>
      ) : null}
    </MessagePage>
  );
}

function SignInView({
  entry,
  refused,
}: {
  readonly entry: AgentEntry;
  readonly refused: boolean;
}): ComponentChild {
  const { widget } = useText();
  const [pak, setPak] = useState("");
  const [email, setEmail] = useState(entry.triedEmail);
  const submit = (event: Event): void => {
    event.preventDefault();
    void entry.signIn({ pak: pak.trim(), email: email.trim() });
  };
  return (
    <MessagePage icon={LogIn} title={widget.signIn}>
      <p class="muted">{widget.signInText}</p>
      <form class="join-form" onSubmit={submit}>
        <div class="field">
          <label for="sign-in-email">{widget.email}</label>
          <input
            id="sign-in-email"
            type="text"
            inputMode="email"
            autocomplete="username"
            required
            dir="ltr"
            value={email}
            onInput={(event) => setEmail(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="sign-in-key">{widget.apiKey}</label>
          <input
            id="sign-in-key"
            type="password"
            autocomplete="current-password"
            required
            dir="ltr"
            value={pak}
            onInput={(event) => setPak(event.currentTarget.value)}
          />
        </div>
        {refused ? (
          <p class="error" role="alert">
            {widget.signInRefused}
          </p>
        ) : null}
        <button type="submit" class="button" data-kind="primary" data-directed>
          <Icon node={LogIn} size={18} />
          {widget.signInButton}
        </button>
      </form>
    </MessagePage>
  );
}
