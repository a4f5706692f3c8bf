/** Whether ICE is checking pairs, and some of them answer. */
export async function isProgressing(connection: RTCPeerConnection): Promise<boolean> {
  if (connection.iceConnectionState !== "checking") return false;
  const report = (await connection.getStats()) as unknown as ReadonlyMap<
    string,
    { readonly type: string; readonly responsesReceived?: number }
  >;
  for (const { type, responsesReceived } of report.values())
    if (type === "candidate-pair" && (responsesReceived ?? 0) > 0) return true;
  return false;
}
