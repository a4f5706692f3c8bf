/** The ICE user name fragment, which every restart replaces. Empty where there is none. */
export function readUfrag(sdp: string): string {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? "";
}
