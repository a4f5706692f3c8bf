/** What tells one connection from another in its description: the key that it encrypts by. Empty where there is none. */
export function readFingerprint(sdp: string): string {
  return /^a=fingerprint:(\S+ \S+)/m.exec(sdp)?.[1]?.toUpperCase() ?? "";
}
