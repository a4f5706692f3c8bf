import { useStore } from "@videoengager/ui-kit/hooks/use-store";
import { CircleAlert, Link2Off, MonitorSmartphone, PhoneOff, VideoOff, WifiOff } from "lucide";
import type { ComponentChild } from "preact";
import type { Chat } from "../call/chat.ts";
import { isTalking } from "../call/is-talking.ts";
import type { VisitorEntry, VisitorStage } from "../call/visitor-entry.ts";
import { BrandMark } from "./brand-mark.tsx";
import { EndedView } from "./ended-view.tsx";
import { LazyAskAgain } from "./lazy-ask-again.tsx";
import { LazyCallView } from "./lazy-call-view.tsx";
import { LobbyView } from "./lobby-view.tsx";
import { BusyPage, MessagePage } from "./message-page.tsx";
import { useText } from "./text-context.ts";
import { UndeliveredNote } from "./undelivered-note.tsx";
import { useCallAttention } from "./use-call-attention.ts";
import { type ChatView, useChatView } from "./use-chat-view.ts";
import { WaitingView } from "./waiting-view.tsx";
import { WithChat } from "./with-chat.tsx";

interface VisitorViewProps {
  readonly entry: VisitorEntry;
  readonly onBegin: (takeOver: boolean) => void;
}

/** What the visitor sees, stage by stage, and the chat beside it. */
export function VisitorView({ entry, onBegin }: VisitorViewProps): ComponentChild {
  const stage = useStore(entry.stage);
  const state = useStore(entry.controller.state);
  const agentName = "interaction" in stage ? (stage.interaction?.agentName ?? "") : "";
  const chat = useChatView(entry.controller, agentName);
  const isCall = stage.name === "joined" && chat.offer !== "none" && isTalking(state);
  return (
    <WithChat view={chat} layout={isCall ? "call" : "page"}>
      <StageView entry={entry} stage={stage} chat={chat} onBegin={onBegin} />
    </WithChat>
  );
}

interface StageViewProps extends VisitorViewProps {
  readonly stage: VisitorStage;
  readonly chat: ChatView;
}

function StageView({ entry, stage, chat, onBegin }: StageViewProps): ComponentChild {
  const { starting, gone } = useText();
  const state = useStore(entry.controller.state);
  const begin = (takeOver: boolean) => (): void => onBegin(takeOver);
  if (state.outcome !== null && state.outcome.kind !== "ended" && stage.name === "lobby")
    return <EndedView state={state} chat={chat.chat} peerName={null} onContinue={begin(true)} />;
  switch (stage.name) {
    case "loading":
      return <BusyPage title={starting.loading} />;
    case "gone":
      return <GoneView entry={entry} stage={stage} chat={chat.chat} onRetry={begin(false)} />;
    case "full":
      return (
        <MessagePage
          icon={MonitorSmartphone}
          title={gone.full}
          brand={<BrandMark tenant={stage.interaction.tenant} />}
        >
          <p>{stage.interaction.mayTakeOver ? gone.fullText : gone.fullElsewhereText}</p>
          {stage.interaction.mayTakeOver ? (
            <button type="button" class="button" data-kind="primary" onClick={begin(true)}>
              {gone.takeOver}
            </button>
          ) : null}
        </MessagePage>
      );
    case "lobby":
      return <LobbyView entry={entry} lobby={stage} chat={chat} />;
    default:
      return <JoinedView entry={entry} stage={stage} chat={chat} onContinue={begin(true)} />;
  }
}

function JoinedView({
  entry,
  stage,
  chat,
  onContinue,
}: {
  readonly entry: VisitorEntry;
  readonly stage: Extract<VisitorStage, { name: "joined" }>;
  readonly chat: ChatView;
  readonly onContinue: () => void;
}): ComponentChild {
  const { attention } = useText();
  const { controller } = entry;
  const state = useStore(controller.state);
  const { interaction } = stage;
  const { peerName, panels } = chat;
  useCallAttention(isTalking(state), attention.agentIsHere(peerName));
  if (state.outcome !== null || state.hangingUp)
    return (
      <EndedView
        state={state}
        chat={chat.chat}
        peerName={peerName}
        brand={<BrandMark tenant={interaction.tenant} />}
        onContinue={onContinue}
        again={<LazyAskAgain entry={entry} interaction={interaction} />}
      />
    );
  if (isTalking(state))
    return <LazyCallView controller={controller} panels={panels} peerName={peerName} hadLobby />;
  return <WaitingView entry={entry} interaction={interaction} chat={chat} />;
}

function GoneView({
  entry,
  stage: { why, interaction },
  chat,
  onRetry,
}: {
  readonly entry: VisitorEntry;
  readonly stage: Extract<VisitorStage, { name: "gone" }>;
  readonly chat: Chat;
  readonly onRetry: () => void;
}): ComponentChild {
  const { gone, tryAgain } = useText();
  const { icon, title, more } = {
    "not-found": { icon: Link2Off, title: gone.notFound, more: gone.notFoundText },
    ended: { icon: PhoneOff, title: gone.ended, more: gone.endedText },
    unreachable: { icon: WifiOff, title: gone.unreachable, more: gone.unreachableText },
    "rate-limited": { icon: CircleAlert, title: gone.rateLimited, more: gone.rateLimitedText },
    unsupported: { icon: VideoOff, title: gone.unsupported, more: gone.unsupportedText },
  }[why];
  return (
    <MessagePage icon={icon} tone={why === "ended" ? "plain" : "attention"} title={title}>
      <p>{more}</p>
      <UndeliveredNote chat={chat} />
      {why === "ended" ? <LazyAskAgain entry={entry} interaction={interaction} /> : null}
      {why === "unreachable" || why === "rate-limited" ? (
        <button type="button" class="button" data-kind="primary" onClick={onRetry}>
          {tryAgain}
        </button>
      ) : null}
    </MessagePage>
  );
}
