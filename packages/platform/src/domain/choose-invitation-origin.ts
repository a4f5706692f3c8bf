/**
 * The origin that a link for somebody else names. One that an agent reaches by a name of this machine alone would lead a
 * visitor's phone nowhere: where the platform also listens in a network by https (a camera needs that), it names that address.
 *
 * @param own every origin that the platform listens on
 */
export function chooseInvitationOrigin(requested: string, own: readonly string[]): string {
  if (!isLoopback(requested)) return requested;
  return own.find((origin) => origin.startsWith("https:") && !isLoopback(origin)) ?? requested;
}

function isLoopback(origin: string): boolean {
  return /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/.test(origin);
}
