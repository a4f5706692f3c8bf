/**
 * The origin of a link for somebody else. A loopback name works for the agent on this machine, but not on a visitor's phone. If
 * the platform also listens on a network address by https (a camera needs https), the link uses that address.
 *
 * @param own all origins that the platform listens on
 */
export function chooseInvitationOrigin(requested: string, own: readonly string[]): string {
  if (!isLoopback(requested)) return requested;
  return own.find((origin) => origin.startsWith("https:") && !isLoopback(origin)) ?? requested;
}

function isLoopback(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(origin);
}
