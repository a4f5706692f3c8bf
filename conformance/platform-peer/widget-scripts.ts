import type { PlatformPeer } from "./platform-peer.ts";
import type { Widget } from "./widgets.ts";

/** Allowed only in the call's state. A test fails if it appears in a log or an error. */
export const PIN = "739154";

/** A status message with every field of PROTOCOL 5. */
export function callMessage(
  peer: PlatformPeer,
  status: string,
  visitorId: string,
  fields: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  return {
    status,
    email: peer.settings.email,
    callerEmail: "visitor@example.com",
    visitorId,
    pin: PIN,
    shortUrl: `${peer.origin}/ve/${visitorId}`,
    tennant_id: peer.settings.tennantId,
    attributes: { totalVideoCalls: 1, totalTalkTime: 0 },
    ...fields,
  };
}

export function visitorOf({ id, query }: Widget): string {
  return query.veinteraction?.startsWith("visitor-") ? query.veinteraction : `visitor-of-widget-${id}`;
}

/** A widget that sends hello, starts its interaction immediately, and hangs up on command. */
export function likeOurs(peer: PlatformPeer): (widget: Widget) => void {
  return (widget) => {
    const visitorId = visitorOf(widget);
    void widget.hello();
    void widget.post(callMessage(peer, "PRE_CALL", visitorId));
    widget.onHangup = () => void widget.post(callMessage(peer, "FINISHED", visitorId));
  };
}

/** A widget that only sends hello. The test controls everything else. */
export function helloOnly(): (widget: Widget) => void {
  return (widget) => void widget.hello();
}

/** A widget without our extensions: it sends no hello and ignores all commands. */
export function likeTheOriginal(peer: PlatformPeer): (widget: Widget) => void {
  return (widget) => void widget.post(callMessage(peer, "PRE_CALL", visitorOf(widget)));
}

/** A widget that wins its incoming call. Ringing sessions are notified before its host is. */
export function winsTheCall(peer: PlatformPeer): (widget: Widget) => void {
  return (widget) => {
    const visitorId = visitorOf(widget);
    void (async () => {
      await widget.hello();
      await Promise.all(
        peer.push.open.map((session) =>
          session.callEvent(`${visitorId}-video`, "AcceptedElsewhere", {
            userId: peer.settings._account.email,
            deviceId: `widget-${widget.id}`,
          }),
        ),
      );
      await widget.post({ ve: 1, type: "claimed", visitorId });
      await widget.post(callMessage(peer, "PRE_CALL", visitorId));
      await widget.post(callMessage(peer, "CALL_STARTED", visitorId));
    })();
    widget.onHangup = () => void widget.post(callMessage(peer, "FINISHED", visitorId));
  };
}
