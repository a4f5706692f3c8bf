/** The DTLS fingerprint, which identifies the connection that a description belongs to. Empty where there is none. */
export function readFingerprint(sdp: string): string {
  return /^a=fingerprint:(\S+ \S+)/m.exec(sdp)?.[1]?.toUpperCase() ?? "";
}
