import type { Store } from "@videoengager/ui-kit/store";
import type { CallState } from "../call/call-state.ts";
import type { VisitorHost } from "./visitor-host.ts";

/** The part of a visit that the host is notified of. */
interface Visit {
  readonly stage: Store<{ readonly name: string }>;
  readonly controller: { readonly state: Store<CallState> };
}

/** Tells the visitor page's host what becomes true of the call (PROTOCOL 7), and which height it would like. */
export function tellVisitorHost(visit: Visit, host: VisitorHost, signal: AbortSignal): void {
  const tell = (): void => {
    const { room, connection, outcome } = visit.controller.state.value;
    const isJoined = visit.stage.value.name === "joined";
    if (isJoined) host.callStarted();
    if (outcome?.kind === "ended") host.callEnded({ reason: outcome.reason, by: outcome.by });
    if (!isJoined) return;
    if (room?.state === "active") host.callEstablished();
    const seesVideo = outcome === null && connection === "connected" && (room?.peer.media.camera ?? false);
    host.remoteVideo(seesVideo);
  };
  visit.stage.subscribe(tell, signal);
  visit.controller.state.subscribe(tell, signal);
  const measure = (): void => host.resize(Math.ceil(document.documentElement.scrollHeight));
  const observer = new ResizeObserver(measure);
  observer.observe(document.body);
  signal.addEventListener("abort", () => observer.disconnect(), { once: true });
}
