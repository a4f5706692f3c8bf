/** False where the browser has no WebRTC: a policy or the Lockdown Mode of an iPhone turns it off, and WebKitGTK is built without it. */
export function supportsCalls(): boolean {
  return "RTCPeerConnection" in globalThis;
}
