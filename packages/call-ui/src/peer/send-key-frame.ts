interface SetParametersOptions {
  readonly encodingOptions: readonly { readonly keyFrame: boolean }[];
}

type KeyFrameSender = RTCRtpSender & {
  setParameters(parameters: RTCRtpSendParameters, options: SetParametersOptions): Promise<void>;
};

/**
 * Makes the next frame a complete one. A receiver whose path was broken asks for it only after 3 s without a picture (Chromium).
 * Browsers that don't know the option ignore it.
 */
export async function sendKeyFrame(sender: RTCRtpSender): Promise<void> {
  if (sender.track?.kind !== "video") return;
  const parameters = sender.getParameters();
  const encodingOptions = parameters.encodings.map(() => ({ keyFrame: true }));
  if (encodingOptions.length === 0) return;
  try {
    await (sender as KeyFrameSender).setParameters(parameters, { encodingOptions });
  } catch (cause) {
    // A renegotiation or another change ran meanwhile; the receiver asks for the frame later.
    if (!(cause instanceof DOMException && cause.name === "InvalidStateError")) throw cause;
  }
}
